import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { expect, onTestFinished, test } from 'vitest';
import { freePort, freePortFrom } from './free-port.ts';

async function listenAnywhere(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  onTestFinished(() => {
    server.close();
  });
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server has no port.');
  return address.port;
}

/** Another process that asks for the same port and lives until it is told to end. */
function otherProcess(preferred: number): { port: Promise<number>; end: () => Promise<unknown> } {
  const script = `
    import { freePortFrom } from ${JSON.stringify(join(import.meta.dirname, 'free-port.ts'))};
    console.log(String(await freePortFrom(${preferred})));
    process.stdin.resume();`;
  const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '--eval', script], {
    cwd: import.meta.dirname,
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const exited = once(child, 'exit');
  const port = new Promise<number>((resolve) => {
    createInterface(child.stdout).once('line', (line) => {
      resolve(Number(line));
    });
  });
  const end = () => {
    child.kill('SIGKILL');
    return exited;
  };
  onTestFinished(async () => {
    await end();
  });
  return { port, end };
}

test('a port that was given away is given to nobody else', async () => {
  const port = await freePort();
  expect(await freePortFrom(port)).toBeGreaterThan(port);
});

test('a port where something listens is passed over', async () => {
  const taken = await listenAnywhere();
  expect(await freePortFrom(taken)).toBeGreaterThan(taken);
});

test('processes that ask at once get different ports, and a killed one gives its port back', async () => {
  const preferred = 20_000 + (process.pid % 5000);
  const others = [otherProcess(preferred), otherProcess(preferred), otherProcess(preferred)];
  const ports = await Promise.all(others.map(({ port }) => port));
  expect(new Set(ports).size).toBe(3);
  const lowest = Math.min(...ports);
  await others[ports.indexOf(lowest)]?.end();
  expect(await freePortFrom(lowest)).toBe(lowest);
});
