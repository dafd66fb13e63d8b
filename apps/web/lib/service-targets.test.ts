import { once } from 'node:events';
import { createServer } from 'node:http';
import { forward } from '@throughline/next';
import { expect, onTestFinished, test } from 'vitest';
import { serviceTargets } from './service-targets.ts';

async function named(name: string): Promise<string> {
  const server = createServer((_, response) => response.end(name)).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server has no port.');
  return `http://127.0.0.1:${address.port}`;
}

test('each address reaches the service that owns it', async () => {
  const targets = serviceTargets({ BACKEND_URL: await named('backend'), GATEWAY_URL: await named('gateway') });
  const handle = forward({ targets: () => targets, onError: () => undefined });
  const owner = async (path: string) => (await handle(new Request(`https://market.example${path}`))).text();
  const owners = {
    '/api/projects/': 'backend',
    '/api/auth/login/': 'backend',
    '/api/v1/health/': 'backend',
    '/api/v1/eventsx': 'backend',
    '/.well-known/jwks.json': 'backend',
    '/api/v1/auth/testing': 'backend',
    '/api/v1/sse': 'gateway',
    '/api/v1/events': 'gateway',
    '/api/v1/realtime/tickets': 'gateway',
    '/api/v1/auth/test': 'gateway',
  };
  for (const [path, name] of Object.entries(owners)) expect([path, await owner(path)]).toEqual([path, name]);
});
