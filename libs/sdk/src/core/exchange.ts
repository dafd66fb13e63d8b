import { ContractError } from '../errors/contract-error.ts';
import { readErrorAnswer } from '../errors/error-answer.ts';
import { HttpError } from '../errors/http-error.ts';
import { NetworkError } from '../errors/network-error.ts';
import type { FailedCall } from '../errors/sdk-error.ts';
import { TimeoutError } from '../errors/timeout-error.ts';
import { untilAborted } from './until-aborted.ts';

/** The part of `fetch` that the client uses. */
export type Fetch = (input: string, init: RequestInit) => Promise<Response>;

/** What came back: `body` is the parsed JSON, or undefined where the answer is empty. */
export interface Answer {
  status: number;
  headers: Headers;
  body: unknown;
}

/** Ends a call after its time or when the caller gives up, whichever is first; one for all attempts of a call. */
export class Deadline {
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
  readonly #timeout: AbortSignal;
  readonly #caller: AbortSignal | undefined;

  constructor(timeoutMs: number, caller: AbortSignal | undefined) {
    this.timeoutMs = timeoutMs;
    this.#timeout = AbortSignal.timeout(timeoutMs);
    this.#caller = caller;
    this.signal = caller === undefined ? this.#timeout : AbortSignal.any([caller, this.#timeout]);
  }

  /**
   * Throws what became of the call that `cause` ended.
   * @throws the reason of the caller's own abort, as it is; else a {TimeoutError} or a {NetworkError}
   */
  fail(cause: unknown, call: FailedCall): never {
    this.#caller?.throwIfAborted();
    if (this.#timeout.aborted) throw new TimeoutError('The service took too long to answer.', call, this.timeoutMs);
    throw new NetworkError('The service cannot be reached. Check the connection.', call, { cause });
  }
}

/**
 * One request and its whole answer.
 * @throws {HttpError} for a status of 400 and above
 * @throws {NetworkError} when no whole answer came
 * @throws {TimeoutError} when it did not come in time
 * @throws {ContractError} when a good answer is not JSON
 */
export async function exchange(
  fetch: Fetch,
  url: string,
  init: RequestInit,
  deadline: Deadline,
  call: FailedCall,
): Promise<Answer> {
  let response: Response;
  let text: string;
  try {
    response = await fetch(url, { ...init, signal: deadline.signal });
    text = await untilAborted(response.text(), deadline.signal);
  } catch (cause) {
    deadline.fail(cause, call);
  }
  const answered = { ...call, requestId: response.headers.get('X-Request-ID') ?? call.requestId };
  const body = parseJson(text);
  if (response.status >= 400) throw new HttpError(readErrorAnswer(response, body), answered);
  if (body === undefined && text !== '')
    throw new ContractError('The service answered with something that is not JSON.', answered, response.status);
  return { status: response.status, headers: response.headers, body };
}

function parseJson(text: string): unknown {
  if (text === '') return undefined;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    // What a proxy says in HTML: the status decides what it means.
    return undefined;
  }
}
