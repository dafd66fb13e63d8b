import { createParser, type EventSourceMessage } from 'eventsource-parser';
import type { Fetch } from '../core/exchange.ts';
import { untilAborted } from '../core/until-aborted.ts';
import { readErrorAnswer } from '../errors/error-answer.ts';
import { HttpError } from '../errors/http-error.ts';
import { NetworkError } from '../errors/network-error.ts';

export interface EventStreamRequest {
  url: string;
  token: string | undefined;
  /** Where to resume; undefined begins now. */
  lastEventId: string | undefined;
  /** Gives the connection up when nothing, not even a heartbeat, came for so long: a sleeping laptop sees no error. */
  silenceMs: number;
  signal: AbortSignal;
}

/**
 * One connection to an event stream (WHATWG HTML, section 9.2), by `fetch` because `EventSource` cannot send a token.
 * Ends when the server ends it.
 * @throws {HttpError} when the answer is no stream
 * @throws {NetworkError} when the connection is lost or silent, or something between here and the gateway has answered
 */
export async function* openEventStream(
  fetch: Fetch,
  request: EventStreamRequest,
): AsyncGenerator<EventSourceMessage, void> {
  const call = {
    operation: undefined,
    method: 'GET',
    path: new URL(request.url, 'http://page').pathname,
    requestId: crypto.randomUUID(),
  };
  const silence = new SilenceTimer(request.silenceMs);
  const signal = AbortSignal.any([request.signal, silence.signal]);
  try {
    const response = await fetch(request.url, {
      headers: headersOf(request, call.requestId),
      signal,
      cache: 'no-store',
    });
    if (!response.ok || response.body === null) {
      const text = await untilAborted(response.text(), signal);
      throw new HttpError(readErrorAnswer(response, parseJson(text)), call);
    }
    // As where a network answers with a page of its own, to have people sign in.
    if (!response.headers.get('Content-Type')?.startsWith('text/event-stream'))
      throw new NetworkError('The answer is no event stream.', call);
    const messages: EventSourceMessage[] = [];
    const parser = createParser({ onEvent: (message) => messages.push(message) });
    const lineEnds = new LineEnds();
    const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
    try {
      for (;;) {
        const { done, value } = await untilAborted(reader.read(), signal);
        if (done) return;
        silence.restart();
        parser.feed(lineEnds.asLineFeeds(value));
        yield* messages.splice(0);
      }
    } finally {
      // Also when the reader stops listening: the server is to know.
      await reader.cancel().catch(() => undefined);
    }
  } catch (cause) {
    if (cause instanceof HttpError || cause instanceof NetworkError) throw cause;
    request.signal.throwIfAborted();
    throw new NetworkError('The live connection was lost.', call, { cause });
  } finally {
    silence.stop();
  }
}

function headersOf({ token, lastEventId }: EventStreamRequest, requestId: string): Headers {
  const headers = new Headers({ Accept: 'text/event-stream', 'X-Request-ID': requestId });
  if (token !== undefined) headers.set('Authorization', `Bearer ${token}`);
  if (lastEventId !== undefined) headers.set('Last-Event-ID', lastEventId);
  return headers;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/** CR, LF and CR LF all end a line (WHATWG HTML, section 9.2.5); the parser would hold a CR back until it sees what follows. */
class LineEnds {
  #isAfterReturn = false;

  asLineFeeds(text: string): string {
    const rest = this.#isAfterReturn && text.startsWith('\n') ? text.slice(1) : text;
    if (text !== '') this.#isAfterReturn = text.endsWith('\r');
    return rest.includes('\r') ? rest.replace(/\r\n?/g, '\n') : rest;
  }
}

class SilenceTimer {
  readonly #abort = new AbortController();
  readonly #silenceMs: number;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(silenceMs: number) {
    this.#silenceMs = silenceMs;
    this.restart();
  }

  get signal(): AbortSignal {
    return this.#abort.signal;
  }

  restart(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#abort.abort(new Error('Nothing came, not even a heartbeat.'));
    }, this.#silenceMs);
  }

  stop(): void {
    clearTimeout(this.#timer);
  }
}
