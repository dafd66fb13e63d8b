import { mkdir, readFile, readdir, rename, rm, rmdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Refusal } from '../document/refusal.ts';
import { HEADER } from '../emit/emit-options.ts';
import { readManifest } from './manifest.ts';

/** Folders in which generated modules stand; nothing is looked for, or taken away, anywhere else. */
const FOLDERS = ['.', 'operations', 'runtime'];

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
  for (const path of await generatedFiles(folder)) if (!files.has(path)) difference.removed.push(path);
  return difference;
}

/** Brings the folder up to date. Every file is written whole beside its place first, so that a reader never sees a half of one. */
export async function writeFolder(
  folder: string,
  files: ReadonlyMap<string, string>,
  difference: Difference,
): Promise<void> {
  const written: { temporary: string; path: string }[] = [];
  try {
    for (const name of [...difference.added, ...difference.changed]) {
      const path = join(folder, name);
      const temporary = `${path}.${process.pid}.tmp`;
      await mkdir(dirname(path), { recursive: true });
      written.push({ temporary, path });
      await writeFile(temporary, files.get(name) ?? '');
    }
    for (const { temporary, path } of written) await rename(temporary, path);
  } catch (error) {
    await Promise.all(written.map(({ temporary }) => rm(temporary, { force: true })));
    throw new Refusal(`${folder} cannot be written (${codeOf(error)}).`, { cause: error });
  }
  for (const path of difference.removed) await rm(join(folder, path), { force: true });
  for (const name of FOLDERS.slice(1)) await removeIfEmpty(join(folder, name));
}

export async function readIfPresent(path: string): Promise<string | null> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (codeOf(error) === 'ENOENT' || codeOf(error) === 'ENOTDIR') return null;
    throw new Refusal(`${path} cannot be read (${codeOf(error)}).`, { cause: error });
  }
}

function isGenerated(path: string, text: string): boolean {
  return path === 'manifest.json'
    ? readManifest(text) !== null || text.trim() === '' || text.includes('<<<<<<<')
    : text.startsWith(HEADER);
}

async function generatedFiles(folder: string): Promise<string[]> {
  const found: string[] = [];
  for (const name of FOLDERS) {
    for (const entry of await entriesOf(join(folder, name))) {
      const path = name === '.' ? entry : `${name}/${entry}`;
      if (!entry.endsWith('.ts')) continue;
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
    throw new Refusal(`${folder} cannot be read (${codeOf(error)}).`, { cause: error });
  }
}

async function removeIfEmpty(folder: string): Promise<void> {
  try {
    await rmdir(folder);
  } catch (error) {
    if (!['ENOENT', 'ENOTEMPTY', 'EEXIST'].includes(codeOf(error))) throw error;
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : String(error);
}
