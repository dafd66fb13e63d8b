import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, onTestFinished, test } from 'vitest';
import { readBounded } from './read-bounded.ts';

async function ask(answer: (response: ServerResponse) => void, signal: AbortSignal): Promise<Response> {
  const server = createServer((_, response) => {
    answer(response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`, { signal });
}

test.each([
  ['what is short enough is read whole', 'žluťoučký', 9, 'žluťoučký'],
  ['nothing is read as nothing', '', 9, ''],
  ['what is longer is not read', 'žluťoučký ', 9, undefined],
])('%s', async (_, body, maxLength, expected) => {
  const signal = AbortSignal.timeout(20_000);
  const response = await ask((to) => to.end(body), signal);
  expect(await readBounded(response, maxLength, signal)).toBe(expected);
});

test('an answer that stops in the middle is left when its time is over, whatever was collected meanwhile', async () => {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  const timer = setInterval(collect, 15);
  onTestFinished(() => {
    clearInterval(timer);
  });
  let isLeft = false;
  const timeout = AbortSignal.timeout(300);
  const signal = AbortSignal.any([new AbortController().signal, timeout]);
  const response = await ask((to) => {
    to.writeHead(200).write('{');
    to.once('close', () => (isLeft = true));
  }, signal);
  await expect(readBounded(response, 100, signal)).rejects.toMatchObject({ name: 'TimeoutError' });
  // Held until here: a combined signal does not keep those that it combines.
  expect(timeout.aborted).toBe(true);
  await expect.poll(() => isLeft).toBe(true);
});
