import { once } from 'node:events';
import { Agent, createServer, request as send, type IncomingMessage, type ServerResponse } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { setTimeout as pause } from 'node:timers/promises';

export interface Faults {
  /** How long a request is held back before it goes on. */
  requestDelayMs: () => number;
  /** How long an answer is, so that an older one may come after a newer one. */
  answerDelayMs: () => number;
  /** Whether an answer is lost after the server has done its work; asked with the whole answer. */
  isLost: (request: IncomingMessage, answer: IncomingMessage) => boolean;
}

/** What has passed: an answer that was lost on its way is not told to the client. */
export interface Passage {
  method: string;
  path: string;
  sent: Buffer;
  status: number;
  answer: Buffer;
  isDelivered: boolean;
}

export interface FaultyProxy {
  url: string;
  close: () => void;
}

/** Stands before several servers, takes them in turn, holds requests back and loses answers. */
export async function startFaultyProxy(
  upstreams: readonly string[],
  faults: Faults,
  onPassage: (passage: Passage) => void = () => undefined,
): Promise<FaultyProxy> {
  const agent = new Agent({ keepAlive: false });
  let turn = 0;

  const pass = async (request: IncomingMessage, response: ServerResponse) => {
    const upstream = upstreams[turn++ % upstreams.length] ?? '';
    const sent = await buffer(request);
    await pause(faults.requestDelayMs());
    const { method = 'GET', url: path = '/', headers } = request;
    const forwarded = send(upstream + path, { method, headers, agent });
    // Whoever waits no longer: a stream would stay open for ever.
    response.on('close', () => forwarded.destroy());
    const answer = await new Promise<IncomingMessage>((resolve, reject) => {
      forwarded.once('response', resolve).once('error', reject).end(sent);
    });
    const isLost = faults.isLost(request, answer);
    const status = answer.statusCode ?? 502;
    if (!isLost && String(answer.headers['content-type']).startsWith('text/event-stream')) {
      response.writeHead(status, answer.headers);
      answer.pipe(response);
      return;
    }
    const body = await buffer(answer);
    await pause(faults.answerDelayMs());
    onPassage({ method, path, sent, status, answer: body, isDelivered: !isLost });
    if (isLost) {
      request.socket.resetAndDestroy();
      return;
    }
    response.writeHead(status, answer.headers);
    response.end(body);
  };

  const server = createServer((request, response) => {
    // The server behind is gone, or its client: the client sees a connection that breaks.
    pass(request, response).catch(() => request.socket.destroy());
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The proxy has no port.');
  return {
    url: `http://localhost:${address.port}`,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
