import { existsSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { createJiti } from 'jiti';
import { Refusal } from '../document/refusal.ts';
import { isAddress } from '../document/read-source.ts';
import { checkConfig } from './check-config.ts';
import type { DocumentConfig } from './config.ts';

const FILE_NAMES = ['throughline.config.ts', 'throughline.config.js', 'throughline.config.mjs'];

export interface NamedDocument extends DocumentConfig {
  name: string;
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
    throw new Refusal(`There is no ${FILE_NAMES[0]} here: write one, or give a source and --out.`);
  if (!existsSync(path)) throw new Refusal(`There is no file ${path}.`);
  const config = checkConfig(await importDefault(path), path);
  return Object.entries(config.documents).map(([name, document]) => ({
    ...document,
    name,
    source: isAddress(document.source) ? document.source : resolve(dirname(path), document.source),
    out: resolve(dirname(path), document.out),
  }));
}

async function importDefault(path: string): Promise<unknown> {
  try {
    return await createJiti(path, { moduleCache: false }).import(path, { default: true });
  } catch (error) {
    const message = error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error);
    throw new Refusal(`${path} cannot be loaded: ${message}`, { cause: error });
  }
}
