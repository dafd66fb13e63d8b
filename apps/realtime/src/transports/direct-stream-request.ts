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
    isGone: () => socket.destroyed,
    begin: (firstFrame): Socket => {
      const seconds = ((performance.now() - startedAtMs) / 1000).toFixed(4);
      const head = `HTTP/1.1 200 OK\r\n${linesOf(answerHeaders)}X-Process-Time: ${seconds}\r\n${streamLines}${dateLine()}\r\n`;
      socket.write(head + firstFrame.toString());
      return socket;
    },
  };
}

const streamLines = linesOf(streamHeaders);

function linesOf(headers: Readonly<Record<string, string>>): string {
  let lines = '';
  for (const name in headers) lines += `${name}: ${headers[name] ?? ''}\r\n`;
  return lines;
}

let dateSecond = NaN;
let dateText = '';

/** Made once a second. */
function dateLine(): string {
  const nowMs = Date.now();
  if (Math.floor(nowMs / 1000) !== dateSecond) {
    dateSecond = Math.floor(nowMs / 1000);
    dateText = `Date: ${new Date(nowMs).toUTCString()}\r\n`;
  }
  return dateText;
}
