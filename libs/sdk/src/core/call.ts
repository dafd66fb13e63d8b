import type { TokenSource } from '../auth/token-source.ts';
import { HttpError } from '../errors/http-error.ts';
import type { FailedCall } from '../errors/sdk-error.ts';
import { SessionExpiredError } from '../errors/session-expired-error.ts';
import { buildAddress } from './address.ts';
import { Deadline, exchange, type Answer, type Fetch } from './exchange.ts';

export interface CallOptions {
  /** Ends the call; it then rejects with the signal's reason. */
  signal?: AbortSignal;
  /** For the whole call: renewal of the token, second attempt and body included. */
  timeoutMs?: number;
  headers?: Readonly<Record<string, string>>;
  /** The version that the change is meant for (`If-Match`); a stale one is refused with 412. */
  ifMatch?: string | number;
  /** Makes a creating call safe to send again: the service does its work once. */
  idempotencyKey?: string;
}

export interface Call extends CallOptions {
  operation: string | undefined;
  method: string;
  path: string;
  params?: Readonly<Record<string, unknown>>;
  query?: Readonly<Record<string, unknown>>;
  /** A value to be sent as JSON, or a form. */
  body?: unknown;
  /** Whether the call goes without a token. */
  public?: boolean;
}

export interface CallEnvironment {
  /** Origin, or origin and prefix, without a slash at the end; empty for the page's own origin. */
  baseUrl: string;
  fetch: Fetch;
  tokens: TokenSource | undefined;
  timeoutMs: number;
}

/**
 * Sends a call with the person's token; when a service refuses the token, renews it once and sends the call again.
 * @throws {SessionExpiredError} when the token was refused and cannot be renewed
 * @throws what `exchange` throws
 */
export async function performCall(call: Call, { baseUrl, fetch, tokens, timeoutMs }: CallEnvironment): Promise<Answer> {
  const url = baseUrl + buildAddress(call.path, call.params, call.query);
  const { body, contentType } = encodeBody(call.body);
  const requestId = crypto.randomUUID();
  const path = call.path.replace(/[?#].*$/s, '');
  const failed: FailedCall = { operation: call.operation, method: call.method, path, requestId };
  const deadline = new Deadline(call.timeoutMs ?? timeoutMs, call.signal);
  const send = (token: string | undefined) =>
    exchange(
      fetch,
      url,
      { method: call.method, body, headers: requestHeaders(call, requestId, contentType, token) },
      deadline,
      failed,
    );

  if (tokens === undefined || call.public === true) return send(undefined);
  const token = await withinDeadline(tokens.token(), deadline, failed);
  try {
    return await send(token);
  } catch (error) {
    if (token === undefined || !isTokenRefused(error)) throw error;
    const renewed = await withinDeadline(tokens.renew(token), deadline, failed);
    if (renewed === undefined)
      throw new SessionExpiredError('Your session has ended. Sign in again.', error.call, { cause: error });
    return await send(renewed);
  }
}

function isTokenRefused(error: unknown): error is HttpError {
  return error instanceof HttpError && error.status === 401;
}

/** A renewal is shared by many calls: one that gives up leaves it to the others. */
async function withinDeadline<Value>(promise: Promise<Value>, deadline: Deadline, call: FailedCall): Promise<Value> {
  const { signal } = deadline;
  const aborted = Symbol('aborted');
  let onAbort: (() => void) | undefined;
  const abort = new Promise<typeof aborted>((resolve) => {
    onAbort = () => {
      resolve(aborted);
    };
    if (signal.aborted) onAbort();
    signal.addEventListener('abort', onAbort);
  });
  try {
    const winner = await Promise.race([promise, abort]);
    return winner === aborted ? deadline.fail(undefined, call) : winner;
  } finally {
    if (onAbort !== undefined) signal.removeEventListener('abort', onAbort);
  }
}

/** The body is made once and can be sent twice: text and forms can, a stream could not. */
function encodeBody(body: unknown): { body: BodyInit | null; contentType: string | undefined } {
  if (body === undefined || body === null) return { body: null, contentType: undefined };
  if (body instanceof ReadableStream)
    throw new TypeError('A stream cannot be sent again after a renewed token; send a Blob or a form.');
  if (body instanceof FormData || body instanceof Blob || body instanceof URLSearchParams)
    return { body, contentType: undefined };
  return { body: JSON.stringify(body), contentType: 'application/json' };
}

function requestHeaders(
  call: Call,
  requestId: string,
  contentType: string | undefined,
  token: string | undefined,
): Headers {
  const headers = new Headers({ Accept: 'application/json', 'X-Request-ID': requestId, ...call.headers });
  if (contentType !== undefined) headers.set('Content-Type', contentType);
  if (token !== undefined) headers.set('Authorization', `Bearer ${token}`);
  if (call.ifMatch !== undefined)
    headers.set('If-Match', typeof call.ifMatch === 'number' ? `"${call.ifMatch}"` : call.ifMatch);
  if (call.idempotencyKey !== undefined) headers.set('Idempotency-Key', call.idempotencyKey);
  return headers;
}
