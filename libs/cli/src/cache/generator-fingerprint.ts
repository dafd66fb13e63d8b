import { createHash } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Modules of this program, built or from source, and those that it copies into generated code. */
const OWN_FOLDERS = [new URL('../', import.meta.url), new URL('../../runtime/', import.meta.url)];

/** A text that is another one as soon as this program could generate something else from the same document: its own code, and the reader of YAML. */
export function generatorFingerprint(): string {
  const hash = createHash('sha256');
  hash.update(readFileSync(createRequire(import.meta.url).resolve('js-yaml/package.json')));
  for (const folder of OWN_FOLDERS.map((url) => fileURLToPath(url))) {
    for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort()) {
      if (!/\.[jt]s$/.test(name) || /\.(?:test|d)\.ts$/.test(name)) continue;
      hash.update(`${name}\n`).update(readFileSync(join(folder, name)));
    }
  }
  return hash.digest('hex');
}
