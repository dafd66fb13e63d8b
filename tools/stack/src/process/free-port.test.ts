import { createServer, type Server } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { freePort, freePortFrom } from './free-port.ts';

function listen(port: number): Promise<Server> {
  const server = createServer();
  onTestFinished(() => {
    server.close();
  });
  return new Promise((resolve) =>
    server.listen(port, '127.0.0.1', () => {
      resolve(server);
    }),
  );
}

test('the preferred port is taken when it is free', async () => {
  const port = await freePort();
  expect(await freePortFrom(port, new Set())).toBe(port);
});

test('a port where something listens, or that was given away, is passed over', async () => {
  const port = await freePort();
  await listen(port);
  const next = await freePortFrom(port, new Set([port + 1]));
  expect(next).toBeGreaterThan(port + 1);
});
