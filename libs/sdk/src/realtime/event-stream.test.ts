import { describe, expect, test } from 'vitest';
import { HttpError } from '../errors/http-error.ts';
import { NetworkError } from '../errors/network-error.ts';
import { openEventStream } from './event-stream.ts';

const encoder = new TextEncoder();

/** A stream that brings its bytes in these pieces. */
function answerIn(pieces: readonly Uint8Array[], init: ResponseInit = {}): () => Promise<Response> {
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      for (const piece of pieces) controller.enqueue(piece);
      controller.close();
    },
  });
  return () => Promise.resolve(new Response(body, { headers: { 'Content-Type': 'text/event-stream' }, ...init }));
}

async function read(pieces: readonly Uint8Array[], init?: ResponseInit) {
  const messages: { event?: string | undefined; data: string; id?: string | undefined }[] = [];
  const request = {
    url: '/sse',
    token: 't',
    lastEventId: undefined,
    silenceMs: 60_000,
    signal: new AbortController().signal,
  };
  for await (const { event, data, id } of openEventStream(answerIn(pieces, init), request))
    messages.push({ ...(event === undefined ? {} : { event }), data, ...(id === undefined ? {} : { id }) });
  return messages;
}

/** As it comes whole, byte by byte, and cut in two at each place. */
function cuts(bytes: Uint8Array): (readonly Uint8Array[])[] {
  const halves = Array.from({ length: bytes.length + 1 }, (_, at) => [bytes.subarray(0, at), bytes.subarray(at)]);
  return [[bytes], Array.from(bytes, (byte) => Uint8Array.of(byte)), ...halves];
}

// WHATWG HTML, sections 9.2.5 and 9.2.6: the grammar, how it is read, and the examples of the text.
describe.each<[string, string, { event?: string; data: string; id?: string }[]]>([
  ['an event of one line', 'data: a\n\n', [{ data: 'a' }]],
  ['lines that end with CR LF', 'id: 1\r\ndata: a\r\n\r\n', [{ data: 'a', id: '1' }]],
  ['lines that end with CR', 'id: 1\rdata: a\r\rdata: b\r\r', [{ data: 'a', id: '1' }, { data: 'b' }]],
  [
    'every kind of line end in one stream',
    'data: a\r\n\ndata: b\r\rdata: c\n\r\n',
    [{ data: 'a' }, { data: 'b' }, { data: 'c' }],
  ],
  ['a byte order mark before it', '\uFEFFdata: a\n\n', [{ data: 'a' }]],
  ['a byte order mark in the middle', 'data: a\n\n\uFEFFdata: b\n\n', [{ data: 'a' }]],
  ['data of several lines', 'data: YHOO\ndata: +2\ndata: 10\n\n', [{ data: 'YHOO\n+2\n10' }]],
  ['comments', ': test stream\n\ndata: first event\nid: 1\n\n:\n\n', [{ data: 'first event', id: '1' }]],
  [
    'an empty id',
    'id: 1\ndata: a\n\nid\ndata: b\n\n',
    [
      { data: 'a', id: '1' },
      { data: 'b', id: '' },
    ],
  ],
  ['an id that holds a NUL', 'id: a\0b\ndata: a\n\n', [{ data: 'a' }]],
  ['a data field without a colon', 'data\n\ndata\ndata\n\ndata:', [{ data: '' }, { data: '\n' }]],
  [
    'one space after the colon, which is left out',
    'data:a\n\ndata: a\n\ndata:  a\n\n',
    [{ data: 'a' }, { data: 'a' }, { data: ' a' }],
  ],
  ['a type', 'event: ready\ndata: {}\n\n', [{ event: 'ready', data: '{}' }]],
  ['a type without data, which is no event', 'event: ready\n\ndata: a\n\n', [{ data: 'a' }]],
  ['fields that are not known', 'stuff: 1\nData: no\ndata : no\ndata: a\n\n', [{ data: 'a' }]],
  ['a time to wait', 'retry: 10\ndata: a\n\nretry: soon\ndata: b\n\n', [{ data: 'a' }, { data: 'b' }]],
  ['an event that is cut off', 'data: a\n\ndata: b\n', [{ data: 'a' }]],
  ['a line that is cut off', 'data: a\n\ndata: b', [{ data: 'a' }]],
  ['characters of several bytes', 'data: žluťoučký 🐎 \u0800\n\n', [{ data: 'žluťoučký 🐎 \u0800' }]],
  ['line ends of Unicode, which are none', 'data: a\u2028b\u0085c\n\n', [{ data: 'a\u2028b\u0085c' }]],
])('%s', (_, text, expected) => {
  test('is read as the standard says, wherever the network cuts it', async () => {
    for (const pieces of cuts(encoder.encode(text))) expect(await read(pieces)).toEqual(expected);
  });
});

test('a data line of a megabyte is read whole', async () => {
  const data = 'x'.repeat(1_000_000);
  expect(
    await read([encoder.encode(`data: ${data.slice(0, 500_000)}`), encoder.encode(`${data.slice(500_000)}\n\n`)]),
  ).toEqual([{ data }]);
});

test('bytes that are not UTF-8 become replacement characters and end nothing', async () => {
  const bytes = Uint8Array.of(...encoder.encode('data: '), 0xff, 0xc3, ...encoder.encode('\n\ndata: b\n\n'));
  expect(await read([bytes])).toEqual([{ data: '\uFFFD\uFFFD' }, { data: 'b' }]);
});

test('an error in place of a stream is told as such', async () => {
  const init = { status: 503, headers: { 'Content-Type': 'application/json', 'Retry-After': '3' } };
  const error = await read([encoder.encode('{}')], init).catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(HttpError);
  expect(error).toMatchObject({ status: 503, retryAfterMs: 3000 });
});

test.each<[string, Record<string, string>]>([
  ['a page, as that of a network that asks to sign in,', { 'Content-Type': 'text/html' }],
  ['an answer of no type', {}],
])('%s is no stream', async (_, headers) => {
  await expect(read([encoder.encode('data: {}\n\n')], { headers })).rejects.toBeInstanceOf(NetworkError);
});
