import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'vitest';
import type { CommandLine } from './command-line.ts';

/** One line that says what to do, exit code 2, no result and nothing changed on disk. */
export async function expectRefusal(line: CommandLine, args: string[], message: RegExp): Promise<void> {
  const before = await onDisk(line.folder);
  const { code, out, error } = await line.throughline(...args);
  expect({ code, error }).toEqual({ code: 2, error: expect.stringMatching(message) as string });
  expect(error).not.toContain('\n');
  expect(out).toBe(args.includes('--json') ? JSON.stringify({ error: { message: error } }) : '');
  expect(await onDisk(line.folder)).toEqual(before);
}

/** Every file and folder with its content. */
async function onDisk(folder: string): Promise<Map<string, string>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const pairs = entries.map(async (entry): Promise<[string, string]> => {
    const path = join(entry.parentPath, entry.name);
    return [path, entry.isFile() ? await readFile(path, 'utf8') : 'no file'];
  });
  return new Map((await Promise.all(pairs)).sort(([a], [b]) => (a < b ? -1 : 1)));
}
