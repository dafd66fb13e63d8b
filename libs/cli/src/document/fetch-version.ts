import { decodeText } from './decode-text.ts';
import { describeNetworkError } from './describe-network-error.ts';
import { type Arrived, followRedirects } from './follow-redirects.ts';
import { Refusal } from './refusal.ts';
import { MAXIMUM_DOCUMENT_BYTES, tooLarge } from './size-limit.ts';

export interface FetchOptions {
  /**
   * How long the server may take to send all of it.
   * @default 30_000
   */
  timeoutMs?: number;
  headers?: Readonly<Record<string, string>>;
  /** What was there the last time: a server that knows its tag need not send it again (RFC 9110, 13.1.2). */
  known?: SourceVersion | null;
  /** Ends the wait for an answer. */
  signal?: AbortSignal;
}

export interface SourceVersion {
  text: string;
  /** Null when the server gives none. */
  etag: string | null;
}

/** The document, or why it cannot be had and whether that may pass by itself. */
export type Attempt = SourceVersion | { refusal: Refusal; mayComeBack: boolean };

const SIGN_IN = 'give --header "Authorization: …", or save the document to a file';

/** Asks an address once. */
export async function fetchVersion(address: string, options: FetchOptions): Promise<Attempt> {
  const known = options.known ?? null;
  const timeoutMs = options.timeoutMs ?? 30_000;
  const timeout = AbortSignal.timeout(timeoutMs);
  const signal = options.signal === undefined ? timeout : AbortSignal.any([timeout, options.signal]);
  let hasAnswered = false;
  try {
    const arrived = await followRedirects(address, {
      headers: {
        accept: 'application/vnd.oai.openapi+json, application/json, application/yaml, */*;q=0.5',
        ...(known?.etag == null ? {} : { 'if-none-match': known.etag }),
      },
      ownHeaders: options.headers ?? {},
      signal,
    });
    hasAnswered = true;
    const { response } = arrived;
    if (response.status === 304 && known !== null) {
      await response.body?.cancel();
      return known;
    }
    const refusal = refusalOf(address, arrived);
    if (refusal === null)
      return { text: await boundedText(response, address, signal), etag: response.headers.get('etag') };
    await response.body?.cancel();
    return { refusal, mayComeBack: [502, 503].includes(response.status) };
  } catch (error) {
    if (error instanceof Refusal) return { refusal: error, mayComeBack: false };
    // Looked at here, so that it is held until now: a combined signal does not keep those that it combines.
    const isLate = timeout.aborted;
    const message = isLate
      ? `${address} did not send the document within ${timeoutMs / 1000} s: give it longer with --timeout, or save the document to a file.`
      : describeNetworkError(address, error, hasAnswered);
    return { refusal: new Refusal(message, { cause: error }), mayComeBack: !isLate };
  }
}

/** Why an answer is not the document; null for one that may be. */
function refusalOf(address: string, { response, url }: Arrived): Refusal | null {
  const { status } = response;
  if (status === 401 || status === 403) return new Refusal(`${address} is behind a sign-in (${status}): ${SIGN_IN}.`);
  if (status >= 500) return new Refusal(`${address} answered ${status}: look into the server’s log.`);
  if (!response.ok) return new Refusal(`${address} answered ${status}: check the address.`);
  const isPage = /^text\/html\b/i.test(response.headers.get('content-type') ?? '');
  if (isPage && url !== new URL(address).href)
    return new Refusal(`${address} leads to a web page, ${url}, as an address behind a sign-in does: ${SIGN_IN}.`);
  return null;
}

/** @param signal of the request; asked here too: Node's `fetch` may forget it when memory is collected after the head */
async function boundedText(
  { body }: { readonly body: ReadableStream<Uint8Array> | null },
  address: string,
  signal: AbortSignal,
): Promise<string> {
  if (body === null) return '';
  const reader = body.getReader();
  const cancel = (): void => {
    // A read that waits then ends; what fails in leaving an answer matters to nobody.
    reader.cancel().catch(() => undefined);
  };
  signal.addEventListener('abort', cancel);
  const chunks: Uint8Array[] = [];
  let size = 0;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      signal.throwIfAborted();
      if (done) return decodeText(chunks, address);
      size += value.byteLength;
      if (size > MAXIMUM_DOCUMENT_BYTES) throw tooLarge(address);
      chunks.push(value);
    }
  } finally {
    signal.removeEventListener('abort', cancel);
    cancel();
  }
}
