import { readFile, stat } from 'node:fs/promises';
import { MAXIMUM_DOCUMENT_BYTES } from './parse-document.ts';
import { Refusal } from './refusal.ts';

export interface ReadSourceOptions {
  /**
   * How long to keep trying an address that refuses connections or answers 502 or 503: a development server restarts.
   * @default 10_000
   */
  waitMs?: number;
  /** @default 30_000 */
  timeoutMs?: number;
  headers?: Readonly<Record<string, string>>;
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
  return isAddress(source) ? readAddress(source, options) : readLocal(source);
}

async function readLocal(file: string): Promise<string> {
  try {
    const { size } = await stat(file);
    if (size > MAXIMUM_DOCUMENT_BYTES) throw tooLarge(file);
    return await readFile(file, 'utf8');
  } catch (error) {
    if (error instanceof Refusal) throw error;
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown error';
    if (code === 'ENOENT') throw new Refusal(`There is no file ${file}.`, { cause: error });
    throw new Refusal(`${file} cannot be read (${code}).`, { cause: error });
  }
}

async function readAddress(address: string, options: ReadSourceOptions): Promise<string> {
  const deadline = Date.now() + (options.waitMs ?? 10_000);
  for (;;) {
    const attempt = await tryAddress(address, options);
    if ('text' in attempt) return attempt.text;
    if (!attempt.mayComeBack || Date.now() + RETRY_PAUSE_MS > deadline) throw attempt.refusal;
    await new Promise((resolve) => setTimeout(resolve, RETRY_PAUSE_MS));
  }
}

type Attempt = { text: string } | { refusal: Refusal; mayComeBack: boolean };

async function tryAddress(address: string, options: ReadSourceOptions): Promise<Attempt> {
  try {
    const response = await fetch(address, {
      headers: {
        accept: 'application/vnd.oai.openapi+json, application/json, application/yaml, */*;q=0.5',
        ...options.headers,
      },
      signal: AbortSignal.timeout(options.timeoutMs ?? 30_000),
    });
    if (!response.ok) {
      await response.body?.cancel();
      return { refusal: refusalOfStatus(address, response.status), mayComeBack: [502, 503].includes(response.status) };
    }
    return { text: await boundedText(response, address) };
  } catch (error) {
    if (error instanceof Refusal) return { refusal: error, mayComeBack: false };
    const late = error instanceof Error && error.name === 'TimeoutError';
    const refusal = late
      ? new Refusal(`${address} did not answer in time: is the server overloaded, or the address another one?`, {
          cause: error,
        })
      : new Refusal(`${address} cannot be reached (${reasonOf(error)}): is the server running?`, { cause: error });
    return { refusal, mayComeBack: !late };
  }
}

function refusalOfStatus(address: string, status: number): Refusal {
  if (status === 401 || status === 403) {
    return new Refusal(
      `${address} is behind a sign-in (${status}): give --header "Authorization: …", or save the document to a file.`,
    );
  }
  return new Refusal(`${address} answered ${status}: check the address.`);
}

async function boundedText(response: Response, address: string): Promise<string> {
  const decoder = new TextDecoder();
  let size = 0;
  let text = '';
  const body: AsyncIterable<Uint8Array> | null = response.body;
  if (body === null) return text;
  // type-coverage:ignore-next-line -- the platform's own type says nothing of the chunks
  for await (const chunk of body) {
    size += chunk.byteLength;
    if (size > MAXIMUM_DOCUMENT_BYTES) throw tooLarge(address);
    text += decoder.decode(chunk, { stream: true });
  }
  return text + decoder.decode();
}

function tooLarge(source: string): Refusal {
  return new Refusal(`${source} is larger than ${MAXIMUM_DOCUMENT_BYTES / 1_000_000} MB.`);
}

function reasonOf(error: unknown): string {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  if (cause instanceof Error && 'code' in cause) return String(cause.code);
  return cause instanceof Error ? cause.message : String(cause);
}
