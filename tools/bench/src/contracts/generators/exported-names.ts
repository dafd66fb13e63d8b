import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export interface Exported {
  name: string;
  /** As another module of the folder imports it, without its extension. */
  module: string;
}

/** The values that a folder's modules export, by their name in lower case without punctuation. */
export function exportedNames(folder: string, under = ''): Map<string, Exported> {
  const found = new Map<string, Exported>();
  const files = readdirSync(join(folder, under), { recursive: true, encoding: 'utf8' });
  for (const file of files.filter((path) => path.endsWith('.ts') && !path.endsWith('.d.ts')).sort()) {
    const text = readFileSync(join(folder, under, file), 'utf8');
    for (const [, name = ''] of text.matchAll(/^export (?:const|(?:async )?function) ([\w$]+)/gm)) {
      found.set(plainName(name), { name, module: `./${join(under, file).replace(/\.ts$/, '')}` });
    }
  }
  return found;
}

/** @throws {Error} when none of the names is exported: the peer then has no answer to what is asked */
export function exportedName(all: ReadonlyMap<string, Exported>, ...names: string[]): Exported {
  for (const name of names) {
    const found = all.get(plainName(name));
    if (found !== undefined) return found;
  }
  throw new Error(`exports none of ${names.join(', ')}`);
}

export function plainName(name: string): string {
  return name.toLowerCase().replaceAll(/[^a-z0-9]/g, '');
}
