import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';
import type { TestKey } from '../src/testing/index.ts';

export interface KeyServer {
  url: string;
  /** What is published. */
  keys: readonly TestKey[];
  /** In place of the keys. */
  answer: ((response: ServerResponse) => void) | undefined;
  /** Readings so far. */
  readings: number;
}

/** An issuer that publishes keys over HTTP, until the test ends. */
export async function startKeyServer(...keys: readonly TestKey[]): Promise<KeyServer> {
  const server = createServer((_, response) => {
    state.readings += 1;
    if (state.answer !== undefined) state.answer(response);
    else response.end(JSON.stringify({ keys: state.keys.map(({ jwk }) => jwk) }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  const state: KeyServer = { url: `http://127.0.0.1:${port}/jwks.json`, keys, answer: undefined, readings: 0 };
  return state;
}
