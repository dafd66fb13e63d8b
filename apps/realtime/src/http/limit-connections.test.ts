import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { createLogger } from '@throughline/service-kit';
import { expect, onTestFinished, test, vi } from 'vitest';
import { limitConnections } from './limit-connections.ts';
import { openFileLimit } from './open-file-limit.ts';

test('connections over the limit are turned away, which is said once, and those within it are served', async () => {
  const server = createServer((_, response) => void response.end('served'));
  const logger = createLogger({ service: 'test', level: 'silent' });
  const error = vi.spyOn(logger, 'error');
  limitConnections(server, 102, logger);
  await once(server.listen(0, '127.0.0.1'), 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const open = async () => {
    const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
    onTestFinished(() => void socket.destroy());
    const isClosed = new Promise((resolve) => socket.once('close', resolve));
    socket.on('error', () => undefined).resume();
    await once(socket, 'connect');
    return { socket, isClosed };
  };
  await open();
  const { socket } = await open();
  // Connections are taken in the order in which they came.
  const isAway = [await open(), await open()].map(({ isClosed }) => isClosed);
  await Promise.all(isAway);
  expect(error.mock.calls).toEqual([
    [{ open_files: 102, connections: 2, dropped: 1 }, expect.stringContaining('ulimit -n') as string],
  ]);
  const answer = once(socket, 'data');
  socket.write('GET / HTTP/1.1\r\nHost: h\r\n\r\n');
  expect(String(await answer)).toContain('served');
});

test('the limit of the process is that of the shell that started it', () => {
  const limit = Number(execFileSync('sh', ['-c', 'ulimit -n'], { encoding: 'utf8' }));
  expect(openFileLimit()).toBe(limit);
});
