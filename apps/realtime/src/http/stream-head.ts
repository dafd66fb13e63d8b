/** What the head of a request for a stream says; names of headers in lower case. */
export interface StreamHead {
  readonly target: string;
  readonly headers: ReadonlyMap<string, string>;
}

/** Longer heads are for `node:http` to judge. In bytes. */
const maxHeadBytes = 8192;

// No dot, percent sign or backslash in the path: it means the same to every reader of addresses.
const requestLine = /^GET (\/api\/v1\/sse(?:\/[A-Za-z0-9_-]+)?(?:\?[A-Za-z0-9_.,=&%~+:-]*)?) HTTP\/1\.1$/;

/** A name, a colon, and visible ASCII with single-line white space inside (RFC 9112, section 5); nothing obsolete. */
const fieldLine = /^([A-Za-z-]+): ?([\x21-\x7e](?:[\t\x20-\x7e]*[\x21-\x7e])?)$/;

/** Headers that browsers, HTTP clients and proxies send with a GET, and that do not change how its bytes are read. */
const knownNames: ReadonlySet<string> = new Set([
  'accept',
  'accept-encoding',
  'accept-language',
  'authorization',
  'cache-control',
  'cookie',
  'dnt',
  'forwarded',
  'host',
  'last-event-id',
  'origin',
  'pragma',
  'priority',
  'referer',
  'sec-ch-ua',
  'sec-ch-ua-mobile',
  'sec-ch-ua-platform',
  'sec-fetch-dest',
  'sec-fetch-mode',
  'sec-fetch-site',
  'sec-gpc',
  'traceparent',
  'tracestate',
  'user-agent',
  'via',
  'x-forwarded-for',
  'x-forwarded-host',
  'x-forwarded-port',
  'x-forwarded-proto',
  'x-real-ip',
  'x-request-id',
]);

/**
 * Reads the head of a plain `GET /api/v1/sse…` of HTTP/1.1. Invariant: it answers only where `node:http` would certainly
 * read the same request from the same bytes; the slightest doubt is left to that.
 * @returns undefined unless the bytes are exactly one complete head of which every line is known
 */
export function readStreamHead(bytes: Buffer): StreamHead | undefined {
  if (bytes.length > maxHeadBytes) return undefined;
  const text = bytes.toString('latin1');
  // Nothing behind the head, and no body: no header that could announce one is among the known.
  if (text.indexOf('\r\n\r\n') !== text.length - 4) return undefined;
  const [first = '', ...lines] = text.slice(0, -4).split('\r\n');
  const target = requestLine.exec(first)?.[1];
  if (target === undefined) return undefined;
  const headers = new Map<string, string>();
  for (const line of lines) {
    const [, name, value] = fieldLine.exec(line) ?? [];
    if (name === undefined || value === undefined) return undefined;
    const key = name.toLowerCase();
    if (headers.has(key) || !isPlain(key, value)) return undefined;
    headers.set(key, value);
  }
  return headers.has('host') ? { target, headers } : undefined;
}

function isPlain(key: string, value: string): boolean {
  if (key === 'connection') return /^(?:keep-alive|close)$/i.test(value);
  return knownNames.has(key);
}
