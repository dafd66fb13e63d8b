import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { sha256 } from '../cache/sha256.ts';
import { Refusal } from '../document/refusal.ts';
import { HEADER } from '../emit/emit-options.ts';
import { readManifest } from './manifest.ts';

/** Folders in which generated modules stand; nothing is looked for, or taken away, anywhere else. */
export const FOLDERS = ['.', 'operations', 'runtime'];

/** How a folder differs from what should be in it. */
export interface Difference {
  added: string[];
  changed: string[];
  /** Generated before and no longer. */
  removed: string[];
  unchanged: number;
}

/** @throws {Refusal} when a file stands in the way that was not generated. */
export async function compareFolder(folder: string, files: ReadonlyMap<string, string>): Promise<Difference> {
  const difference: Difference = { added: [], changed: [], removed: [], unchanged: 0 };
  for (const [path, text] of files) {
    const present = await readIfPresent(join(folder, path));
    if (present === null) difference.added.push(path);
    else if (present === text) difference.unchanged += 1;
    else if (isGenerated(path, present)) difference.changed.push(path);
    else
      throw new Refusal(
        `${join(folder, path)} was not generated, so it is not overwritten: move it, or choose another output folder.`,
      );
  }
  difference.removed.push(...(await generatedFiles(folder, files)));
  return difference;
}

/** Whether exactly these generated files stand in the folder, each with its sha256. */
export async function folderHolds(folder: string, hashes: ReadonlyMap<string, string>): Promise<boolean> {
  const entries = await Promise.all(
    [...hashes].map(async ([path, hash]) => {
      const text = await readIfPresent(join(folder, path));
      return text !== null && sha256(text) === hash;
    }),
  );
  if (entries.includes(false)) return false;
  return (await generatedFiles(folder, hashes)).length === 0;
}

export async function readIfPresent(path: string): Promise<string | null> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (codeOf(error) === 'ENOENT' || codeOf(error) === 'ENOTDIR') return null;
    throw new Refusal(`${path} cannot be read (${codeOf(error)}): move it, or choose another output folder.`, {
      cause: error,
    });
  }
}

function isGenerated(path: string, text: string): boolean {
  return path === 'manifest.json'
    ? readManifest(text) !== null || text.trim() === '' || text.includes('<<<<<<<')
    : text.startsWith(HEADER);
}

/** Generated files besides those that are expected. */
async function generatedFiles(folder: string, expected: ReadonlyMap<string, string>): Promise<string[]> {
  const found: string[] = [];
  for (const name of FOLDERS) {
    for (const entry of await entriesOf(join(folder, name))) {
      const path = name === '.' ? entry : `${name}/${entry}`;
      if (!entry.endsWith('.ts') || expected.has(path)) continue;
      const text = await readIfPresent(join(folder, path));
      if (text?.startsWith(HEADER)) found.push(path);
    }
  }
  return found.sort();
}

async function entriesOf(folder: string): Promise<string[]> {
  try {
    const entries = await readdir(folder, { withFileTypes: true });
    return entries.filter((entry) => entry.isFile()).map((entry) => entry.name);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return [];
    if (codeOf(error) === 'ENOTDIR')
      throw new Refusal(`${folder} is no folder: choose another output folder.`, { cause: error });
    throw new Refusal(`${folder} cannot be read (${codeOf(error)}): check who may read it.`, { cause: error });
  }
}

export function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : String(error);
}
