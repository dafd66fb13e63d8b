import type { Socket } from 'node:net';
import type { Exchange } from '../routes/route.ts';
import { streamHeaders, type StreamRequest } from './stream-request.ts';

/** A request for a stream that `node:http` has read. */
export function httpStreamRequest({ request, response, url }: Exchange): StreamRequest {
  const lastEventId = request.headers['last-event-id'];
  const { socket } = request;
  return {
    url,
    authorization: request.headers.authorization,
    lastEventId: Array.isArray(lastEventId) ? undefined : lastEventId,
    isGone: () => request.destroyed || response.closed || response.socket === null,
    begin: (firstFrame): Socket => {
      response.removeHeader('Transfer-Encoding');
      response.writeHead(200, streamHeaders).flushHeaders();
      socket.write(firstFrame);
      return socket;
    },
  };
}
