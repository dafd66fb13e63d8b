import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { type JsonValue, isJsonObject, member, stringMember } from '../document/json.ts';
import type { GenerateOptions } from '../generate.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import { generatorFingerprint } from './generator-fingerprint.ts';
import { sha256 } from './sha256.ts';

/** What a run left in an output folder, and what else it had to tell. */
export interface Remembered {
  /** The sha256 of each generated file, by its path in the output folder. */
  files: Map<string, string>;
  diagnostics: Diagnostic[];
  eventTypes: string[];
}

/**
 * Remembers for one output folder what the last run made of which text, so that the same text needs no second look. It is a hint: whatever
 * is wrong with it, the run does without.
 */
export class SyncCache {
  readonly #file: string;
  readonly #key: string;

  /** @param folder where caches may be kept; see `cacheFolder`. */
  constructor(folder: string, out: string, text: string, options: GenerateOptions) {
    this.#file = join(folder, `${sha256(out)}.json`);
    const { zod, importExtension, formats } = options;
    this.#key = sha256(JSON.stringify([generatorFingerprint(), zod, importExtension, formats, sha256(text)]));
  }

  /** Null when nothing is remembered of just this text, these options and this program. */
  async read(): Promise<Remembered | null> {
    try {
      const [checksum, body = ''] = splitLine(await readFile(this.#file, 'utf8'));
      return checksum === sha256(body) ? remembered(JSON.parse(body), this.#key) : null;
    } catch {
      // Not there, not readable or not ours: there is nothing to remember.
      return null;
    }
  }

  async write({ files, diagnostics, eventTypes }: Remembered): Promise<void> {
    const body = JSON.stringify({ key: this.#key, files: Object.fromEntries(files), diagnostics, eventTypes });
    // A name of its own, so that two runs at once never write into each other's file.
    const temporary = `${this.#file}.${randomUUID()}.tmp`;
    try {
      await mkdir(dirname(this.#file), { recursive: true });
      await writeFile(temporary, `${sha256(body)}\n${body}`);
      await rename(temporary, this.#file);
    } catch {
      // A full or read-only disk costs the next run its short cut and this one nothing.
      await rm(temporary, { force: true }).catch(() => undefined);
    }
  }
}

/** `node_modules/.cache/throughline` of the nearest folder above that has `node_modules`; null when none has. */
export function cacheFolder(out: string): string | null {
  for (let folder = out; ; folder = dirname(folder)) {
    if (existsSync(join(folder, 'node_modules'))) return join(folder, 'node_modules', '.cache', 'throughline');
    if (dirname(folder) === folder) return null;
  }
}

function splitLine(text: string): string[] {
  const end = text.indexOf('\n');
  return [text.slice(0, end), text.slice(end + 1)];
}

function remembered(value: unknown, key: string): Remembered | null {
  if (!isJsonObject(value) || member(value, 'key') !== key) return null;
  const [files, diagnostics, eventTypes] = ['files', 'diagnostics', 'eventTypes'].map((name) => member(value, name));
  if (!isJsonObject(files) || !Array.isArray(diagnostics) || !Array.isArray(eventTypes)) return null;
  const hashes = new Map(
    Object.entries(files).flatMap(([path, hash]) => (typeof hash === 'string' ? [[path, hash]] : [])),
  );
  return {
    files: hashes,
    diagnostics: diagnostics.flatMap(readDiagnostic),
    eventTypes: eventTypes.filter((type) => typeof type === 'string'),
  };
}

function readDiagnostic(value: JsonValue): Diagnostic[] {
  if (!isJsonObject(value)) return [];
  const [pointer, keyword, reason] = ['pointer', 'keyword', 'reason'].map((name) => stringMember(value, name));
  return pointer && keyword && reason ? [{ pointer, keyword, reason }] : [];
}
