import { once } from 'node:events';
import { createServer, request as send } from 'node:http';

export interface CountingProxy {
  url: string;
  /** `POST /api/auth/refresh/` requests that came through. */
  refreshes: number;
  /** How many of the next answers to them are cut after the backend has done its work. */
  answersToLose: number;
  close: () => void;
}

/** Stands between the web servers and the backend and counts what passes. */
export async function startCountingProxy(backendUrl: string): Promise<CountingProxy> {
  const server = createServer((request, response) => {
    const isRefresh = request.url === '/api/auth/refresh/';
    if (isRefresh) proxy.refreshes += 1;
    const { method, headers } = request;
    const upstream = send(backendUrl + (request.url ?? ''), { method, headers }, (answer) => {
      if (isRefresh && proxy.answersToLose > 0) {
        proxy.answersToLose -= 1;
        answer.resume();
        request.socket.resetAndDestroy();
        return;
      }
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    });
    upstream.on('error', () => request.socket.destroy());
    request.pipe(upstream);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server has no port.');
  const proxy: CountingProxy = {
    url: `http://127.0.0.1:${address.port}`,
    refreshes: 0,
    answersToLose: 0,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
  return proxy;
}
