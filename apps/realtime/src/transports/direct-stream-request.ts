import type { Socket } from 'node:net';
import type { DirectRequest } from '../http/stream-door.ts';
import { streamHeaders, type StreamRequest } from './stream-request.ts';

/**
 * A request for a stream that did not pass through `node:http`.
 * @param headers of this answer beside those of every stream
 */
export function directStreamRequest(
  { target, headers, socket }: DirectRequest,
  answerHeaders: Readonly<Record<string, string>>,
): StreamRequest {
  const startedAtMs = performance.now();
  return {
    url: new URL(target, 'http://gateway'),
    authorization: headers.get('authorization'),
    lastEventId: headers.get('last-event-id'),
    get isGone() {
      return socket.destroyed;
    },
    begin: (firstFrame): Socket => {
      const head = {
        ...answerHeaders,
        'X-Process-Time': ((performance.now() - startedAtMs) / 1000).toFixed(4),
        ...streamHeaders,
        Date: new Date().toUTCString(),
      };
      const lines = Object.entries(head).map(([name, value]) => `${name}: ${value}\r\n`);
      socket.write(`HTTP/1.1 200 OK\r\n${lines.join('')}\r\n${firstFrame.toString()}`);
      return socket;
    },
  };
}
