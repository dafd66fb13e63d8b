import { randomUUID } from 'node:crypto';
import { access, constants, mkdir, rename, rm, rmdir, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { Refusal } from '../document/refusal.ts';
import { type Difference, FOLDERS, codeOf } from './output-folder.ts';

/**
 * A folder's new files, written beside their places, so that all that can fail has failed before the first of them takes its place, and
 * a reader never sees a half of one.
 */
export class StagedFolder {
  readonly #folder: string;
  readonly #written: { temporary: string; path: string }[] = [];
  /** Folders that were not there before, the outermost first. */
  readonly #made: string[] = [];
  readonly #removed: string[];

  private constructor(folder: string, removed: string[]) {
    this.#folder = folder;
    this.#removed = removed;
  }

  /** @throws {Refusal} when the folder cannot be written; then it is as it was. */
  static async of(folder: string, files: ReadonlyMap<string, string>, difference: Difference): Promise<StagedFolder> {
    const staged = new StagedFolder(folder, difference.removed);
    try {
      for (const name of [...difference.added, ...difference.changed]) await staged.#write(name, files.get(name) ?? '');
      for (const path of difference.removed) await access(dirname(join(folder, path)), constants.W_OK);
      return staged;
    } catch (error) {
      await staged.discard();
      throw new Refusal(
        `${folder} cannot be written (${codeOf(error)}): choose a folder that you may write to, or free what stands in the way.`,
        { cause: error },
      );
    }
  }

  /** Puts the new files into their places and takes away those that are no longer generated. */
  async commit(): Promise<void> {
    for (const { temporary, path } of this.#written) await rename(temporary, path);
    for (const path of this.#removed) await rm(join(this.#folder, path), { force: true });
    for (const name of FOLDERS.slice(1)) await removeIfEmpty(join(this.#folder, name));
  }

  async discard(): Promise<void> {
    await Promise.all(this.#written.map(({ temporary }) => rm(temporary, { force: true }).catch(() => undefined)));
    for (const folder of this.#made.reverse()) await removeIfEmpty(folder);
  }

  async #write(name: string, text: string): Promise<void> {
    const path = join(this.#folder, name);
    // A name of its own, so that two runs at once never write into each other's files.
    const temporary = `${path}.${randomUUID()}.tmp`;
    await this.#make(dirname(path));
    this.#written.push({ temporary, path });
    await writeFile(temporary, text);
  }

  async #make(folder: string): Promise<void> {
    const outermost = await mkdir(folder, { recursive: true });
    if (outermost === undefined) return;
    this.#made.push(outermost);
    let path = outermost;
    for (const step of relative(outermost, folder).split(/[/\\]/)) {
      if (step !== '') this.#made.push((path = join(path, step)));
    }
  }
}

async function removeIfEmpty(folder: string): Promise<void> {
  try {
    await rmdir(folder);
  } catch (error) {
    if (!['ENOENT', 'ENOTEMPTY', 'EEXIST'].includes(codeOf(error))) throw error;
  }
}
