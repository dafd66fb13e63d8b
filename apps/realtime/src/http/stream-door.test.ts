import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { connect, type AddressInfo, type Socket } from 'node:net';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { StreamDoor } from './stream-door.ts';
import { readStreamHead } from './stream-head.ts';

const host = '127.0.0.1';

/** What a server made of each connection: the requests that it read, and whether the rest was not HTTP. */
class ReadingServer {
  readonly server: Server;
  /** Requests that did not pass through `node:http`, of the last connection. */
  directCount = 0;
  #log: unknown[] = [];
  /** The connection ends with the last request: whether what follows that is still read is a matter of time. */
  #isOver = false;

  constructor(hasDoor: boolean) {
    this.server = createServer((request, response) => {
      this.#note([request.url, { ...request.headers }]);
      this.#isOver ||= !response.shouldKeepAlive;
      // The next request of the connection is read only when this one is answered.
      request.resume();
      response.end();
    });
    this.server.on('clientError', (_, socket) => {
      this.#note('not HTTP');
      socket.destroy();
    });
    if (!hasDoor) return;
    new StreamDoor(this.server, ({ target, headers, socket }) => {
      this.directCount += 1;
      this.#note([target, Object.fromEntries(headers)]);
      socket.end();
    });
  }

  async listen(): Promise<void> {
    await once(this.server.listen(0, host), 'listening');
  }

  /** Sends the pieces, each when the one before has left, then ends. */
  async read(pieces: readonly string[]): Promise<unknown[]> {
    this.#log = [];
    this.#isOver = false;
    this.directCount = 0;
    const closed = new Promise((resolve) => {
      this.server.prependOnceListener('connection', (accepted: Socket) => accepted.once('close', resolve));
    });
    const socket = connect({ port: (this.server.address() as AddressInfo).port, host, noDelay: true });
    // A server that has read enough closes, and what is still sent finds no one.
    socket.on('error', () => undefined).resume();
    for (const piece of pieces) {
      await new Promise((resolve) => socket.write(piece, 'latin1', resolve));
      await new Promise((resolve) => setImmediate(resolve));
    }
    socket.end();
    await closed;
    socket.destroy();
    return this.#log;
  }

  #note(entry: unknown): void {
    if (!this.#isOver) this.#log.push(entry);
  }
}

const plain = new ReadingServer(false);
const withDoor = new ReadingServer(true);
beforeAll(() => Promise.all([plain.listen(), withDoor.listen()]));
afterAll(() => {
  for (const { server } of [plain, withDoor]) server.closeAllConnections();
  for (const { server } of [plain, withDoor]) server.close();
});

const good = 'GET /api/v1/sse/project_1 HTTP/1.1\r\nHost: gateway\r\nAuthorization: Bearer a.b.c\r\n\r\n';

const harmless = [
  'Host: gateway',
  'Authorization: Bearer a.b.c',
  'Last-Event-ID: e.17',
  'Accept:text/event-stream',
  'Connection: keep-alive',
  'USER-AGENT: a "b" \t c',
];
const nasty = [
  'Host: other',
  'Content-Length: 0',
  'Content-Length: 5',
  'Content-Length: 5, 5',
  'Content-Length: +5',
  'Transfer-Encoding: chunked',
  'Transfer-Encoding : chunked',
  'Transfer-Encoding: xchunked',
  'Transfer-Encoding:\tchunked',
  'Connection: upgrade',
  'Connection: close, content-length',
  'Upgrade: websocket',
  'Expect: 100-continue',
  'X-Unknown: 1',
  ' folded: line',
  '\tfolded',
  'no colon',
  ': no name',
  'Accept: ',
  'Accept:   more white space  ',
  'Accept: a\0b',
  'Accept: a\x7fb',
  'Accept: caf\xe9',
  'Accept: a\rb',
  'Accept: a\nContent-Length: 5',
  'Cookie: a=1',
  'cookie: b=2',
  `Referer: ${'r'.repeat(20_000)}`,
  `Accept: ${'a'.repeat(9000)}`,
];
const requestLines = [
  'GET /api/v1/sse?topics=project_1,user_2&last_event_id=e.17 HTTP/1.1',
  'GET /api/v1/sse/project_1 HTTP/1.1',
  'GET /api/v1/sse/../events HTTP/1.1',
  'GET /api/v1/sse/%2e%2e/events HTTP/1.1',
  'GET /api/v1/sse#a HTTP/1.1',
  'GET /api/v1/sse/a\\..\\b HTTP/1.1',
  'GET http://other/api/v1/sse/project_1 HTTP/1.1',
  'GET //api/v1/sse/project_1 HTTP/1.1',
  'GET  /api/v1/sse/project_1 HTTP/1.1',
  'GET /api/v1/sse/project_1 HTTP/1.0',
  'GET /api/v1/sse/project_1 HTTP/1.1 ',
  'GET /api/v1/sse/project_1 HTTP/2.0',
  'GET /api/v1/sse/project_1',
  'get /api/v1/sse/project_1 HTTP/1.1',
  'HEAD /api/v1/sse/project_1 HTTP/1.1',
  'POST /api/v1/sse/project_1 HTTP/1.1',
  'GET /api/v1/ssex HTTP/1.1',
  'GET /api/v1/sse/caf\xe9 HTTP/1.1',
  'GET /api/v1/sse/a\0b HTTP/1.1',
  'PRI * HTTP/2.0',
];
const tails = ['', 'x', '\r\n', 'hello', '0\r\n\r\n', 'GET /api/v1/events HTTP/1.1\r\nHost: gateway\r\n\r\n'];

/** Heads that are nearly always read by somebody, and now and then broken at a byte. */
const bytesArbitrary = fc
  .record({
    requestLine: fc.oneof(
      { weight: 2, arbitrary: fc.constantFrom(...requestLines.slice(0, 2)) },
      { weight: 1, arbitrary: fc.constantFrom(...requestLines) },
    ),
    // Most with a host, without which no head is taken.
    lines: fc.oneof(
      { weight: 6, arbitrary: fc.shuffledSubarray(harmless.slice(1)).map((lines) => ['Host: gateway', ...lines]) },
      { weight: 1, arbitrary: fc.shuffledSubarray(harmless) },
    ),
    strange: fc.oneof(
      { weight: 2, arbitrary: fc.constant([]) },
      { weight: 3, arbitrary: fc.array(fc.constantFrom(...nasty), { maxLength: 2 }) },
    ),
    lineEnd: fc.oneof(
      { weight: 8, arbitrary: fc.constant('\r\n') },
      { weight: 1, arbitrary: fc.constantFrom('\n', '\r', '\r\r\n', '\n\r') },
    ),
    tail: fc.oneof({ weight: 3, arbitrary: fc.constant('') }, { weight: 2, arbitrary: fc.constantFrom(...tails) }),
    flaw: fc.option(
      fc.record({
        at: fc.nat(400),
        text: fc.constantFrom('', '\0', '\r', '\n', '\r\n', ' ', '\t', ':', '\x80', '\x7f'),
      }),
      { freq: 4 },
    ),
  })
  .map(({ requestLine, lines, strange, lineEnd, tail, flaw }) => {
    const text = [requestLine, ...lines, ...strange, '', ''].join(lineEnd) + tail;
    if (flaw === null) return text;
    const at = flaw.at % text.length;
    return text.slice(0, at) + flaw.text + text.slice(at + (flaw.text === '' ? 1 : 0));
  });

describe('the door of the streams', () => {
  test(
    'reads of any bytes, cut into any pieces, what node:http reads, or leaves them to it',
    { timeout: 120_000 },
    async () => {
      await fc.assert(
        fc.asyncProperty(
          bytesArbitrary,
          fc.oneof(fc.constant<number[]>([]), fc.array(fc.nat(600), { maxLength: 3 })),
          async (text, cuts) => {
            const at = [0, ...cuts.map((cut) => cut % text.length).sort((left, right) => left - right), text.length];
            const pieces = at.slice(1).map((end, index) => text.slice(at[index], end));
            const expected = await plain.read(pieces);
            const actual = await withDoor.read(pieces);
            // A subscriber who talks on behind the head of the request is not listened to.
            expect(actual).toEqual(withDoor.directCount === 1 ? expected.slice(0, 1) : expected);
          },
        ),
        { numRuns: 200 },
      );
    },
  );

  test('takes a plain request for a stream, whole', async () => {
    expect(await withDoor.read([good])).toEqual(await plain.read([good]));
    expect(withDoor.directCount).toBe(1);
    expect(readStreamHead(Buffer.from(good))).toEqual({
      target: '/api/v1/sse/project_1',
      headers: new Map([
        ['host', 'gateway'],
        ['authorization', 'Bearer a.b.c'],
      ]),
    });
  });

  test('leaves a connection that says nothing to node:http, which then hears it', async () => {
    const server = createServer((_, response) => void response.end());
    const door = new StreamDoor(server, () => undefined);
    await once(server.listen(0, host), 'listening');
    const accepted = once(server, 'connection');
    const socket = connect((server.address() as AddressInfo).port, host);
    await accepted;
    door.tick(Date.now() + 5001);
    const ended = once(socket, 'end');
    let text = '';
    socket.on('data', (chunk: Buffer) => (text += chunk.toString()));
    // One that the door would have taken.
    socket.write(good.replace('\r\n\r\n', '\r\nConnection: close\r\n\r\n'));
    await ended;
    expect(text).toMatch(/^HTTP\/1\.1 200 /);
    server.close();
  });

  test.each([
    ['half a head', good.slice(0, -1)],
    ['bytes behind it', `${good}x`],
    ['another request behind it', good + good],
    ['no host', good.replace('Host: gateway\r\n', '')],
    ['bare line feeds', good.replaceAll('\r\n', '\n')],
    ...nasty
      .filter((line) => !/^cookie: /i.test(line))
      .map((line) => [
        `the line ${JSON.stringify(line.slice(0, 40))}`,
        good.replace('\r\n\r\n', `\r\n${line}\r\n\r\n`),
      ]),
    ...requestLines.slice(2).map((line) => [line, good.replace(/^.*/, () => line)]),
  ])('does not take a head with %s', (_, text = '') => {
    expect(readStreamHead(Buffer.from(text, 'latin1'))).toBeUndefined();
  });
});
