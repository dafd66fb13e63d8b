import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** Bytes and number of all files. */
export function folderSize(folder: string): { bytes: number; files: number } {
  const sizes = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((path) => statSync(join(folder, path)))
    .filter((entry) => entry.isFile())
    .map(({ size }) => size);
  return { bytes: sizes.reduce((sum, size) => sum + size, 0), files: sizes.length };
}
