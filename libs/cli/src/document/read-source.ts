import { readFile, stat } from 'node:fs/promises';
import { decodeText } from './decode-text.ts';
import { type FetchOptions, type SourceVersion, fetchVersion } from './fetch-version.ts';
import { Refusal } from './refusal.ts';
import { MAXIMUM_DOCUMENT_BYTES, tooLarge } from './size-limit.ts';

export interface ReadSourceOptions extends FetchOptions {
  /**
   * How long to keep trying an address that refuses connections, breaks off or answers 502 or 503: a development server restarts.
   * @default 10_000
   */
  waitMs?: number;
}

const RETRY_PAUSE_MS = 250;

export function isAddress(source: string): boolean {
  return /^https?:\/\//i.test(source);
}

/**
 * The text of a document from a file or an http(s) address.
 * @throws {Refusal} when it cannot be had.
 */
export async function readSource(source: string, options: ReadSourceOptions = {}): Promise<string> {
  return (await readVersion(source, options)).text;
}

/**
 * The same with the server's tag for it.
 * @throws {Refusal} when it cannot be had.
 */
export async function readVersion(source: string, options: ReadSourceOptions): Promise<SourceVersion> {
  return isAddress(source) ? readAddress(source, options) : { text: await readLocal(source), etag: null };
}

async function readLocal(file: string): Promise<string> {
  try {
    const found = await stat(file);
    if (found.isDirectory()) throw new Refusal(`${file} is a folder: name the document in it.`);
    if (found.size > MAXIMUM_DOCUMENT_BYTES) throw tooLarge(file);
    return decodeText([await readFile(file)], file);
  } catch (error) {
    if (error instanceof Refusal) throw error;
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown error';
    if (code === 'ENOENT' || code === 'ENOTDIR')
      throw new Refusal(`There is no file ${file}: check the name, or write the document there first.`, {
        cause: error,
      });
    throw new Refusal(`${file} cannot be read (${code}): check who may read it.`, { cause: error });
  }
}

async function readAddress(address: string, options: ReadSourceOptions): Promise<SourceVersion> {
  const deadline = Date.now() + (options.waitMs ?? 10_000);
  for (;;) {
    const attempt = await fetchVersion(address, options);
    if ('text' in attempt) return attempt;
    if (!attempt.mayComeBack || Date.now() + RETRY_PAUSE_MS > deadline) throw attempt.refusal;
    await new Promise((resolve) => setTimeout(resolve, RETRY_PAUSE_MS));
  }
}
