import { existsSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { Refusal } from '../document/refusal.ts';
import { isAddress } from '../document/read-source.ts';
import { checkConfig } from './check-config.ts';
import type { DocumentConfig } from './config.ts';

/** What a configuration may be called; the first is the usual one. */
export const FILE_NAMES = ['throughline.config.ts', 'throughline.config.js', 'throughline.config.mjs'];

/** Where breaking changes are announced unless something else is said. */
export const CHANGES_FILE = 'throughline.changes.md';

export interface NamedDocument extends Omit<DocumentConfig, 'changes'> {
  name: string;
  /** The file that nobody named may be missing. */
  changes: { file: string; isOptional: boolean };
}

/**
 * The documents of a configuration file, with paths made absolute.
 * @throws {Refusal} when there is none or it cannot be used.
 */
export async function loadConfig(file: string | null, folder: string): Promise<NamedDocument[]> {
  const path =
    file === null
      ? FILE_NAMES.map((name) => resolve(folder, name)).find((candidate) => existsSync(candidate))
      : resolve(folder, file);
  if (path === undefined)
    throw new Refusal(`There is no ${FILE_NAMES[0]} here: "throughline init" writes one, or give a source and --out.`);
  if (!existsSync(path)) throw new Refusal(`There is no file ${path}.`);
  const config = checkConfig(await importDefault(path), path);
  const place = (source: string): string => (isAddress(source) ? source : resolve(dirname(path), source));
  return Object.entries(config.documents).map(([name, { changes, ...document }]) => ({
    ...document,
    name,
    source: place(document.source),
    out: resolve(dirname(path), document.out),
    ...(document.against === undefined ? {} : { against: place(document.against) }),
    changes: { file: resolve(dirname(path), changes ?? CHANGES_FILE), isOptional: changes === undefined },
  }));
}

/**
 * The documents of a configuration file, or the one of them that is asked for.
 * @throws {Refusal} when there is none.
 */
export async function configured(
  { file, only }: { file: string | null; only: string | null },
  folder: string,
): Promise<NamedDocument[]> {
  const documents = await loadConfig(file, folder);
  if (only === null) return documents;
  const chosen = documents.filter((document) => document.name === only);
  if (chosen.length === 0)
    throw new Refusal(
      `The configuration has no document "${only}"; it has ${documents.map(({ name }) => name).join(', ')}.`,
    );
  return chosen;
}

/**
 * A document that the command line names, without a configuration.
 * @throws {Refusal} without a folder for its code.
 */
export function given(
  source: string,
  out: string | null,
  options: Omit<DocumentConfig, 'source' | 'out' | 'changes'>,
  folder: string,
): NamedDocument {
  if (out === null) throw new Refusal('Say where the code goes: --out <folder>.');
  return {
    ...options,
    name: source,
    source: isAddress(source) ? source : resolve(folder, source),
    out: resolve(folder, out),
    changes: { file: resolve(folder, CHANGES_FILE), isOptional: true },
  };
}

async function importDefault(path: string): Promise<unknown> {
  try {
    const { createJiti } = await import('jiti');
    return await createJiti(path, { moduleCache: false }).import(path, { default: true });
  } catch (error) {
    const message = error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error);
    throw new Refusal(`${path} cannot be loaded: ${message}`, { cause: error });
  }
}
