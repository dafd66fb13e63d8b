import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { startKeyServer, type KeyServer } from '../../tests/key-server.ts';
import { createTestKey, type TestKey } from '../testing/index.ts';
import { PublishedKeys, type PublishedKeysOptions } from './published-keys.ts';

const [first, second] = [createTestKey('EdDSA'), createTestKey('EdDSA')] as const;
const rsa = createTestKey('RS256');

const unavailable = { name: 'ServiceError', code: 'server.unavailable', headers: { 'Retry-After': '1' } };
const invalid = { name: 'ServiceError', code: 'auth.token_invalid' };

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['performance'] });
});
afterEach(() => {
  vi.useRealTimers();
});

/** Counts what went wrong beside. */
function reader(server: { url: string }, options: Partial<PublishedKeysOptions> = {}) {
  const failures: unknown[] = [];
  const keys = new PublishedKeys({
    url: server.url,
    algorithm: 'EdDSA',
    timeoutMs: 500,
    onFailure: (cause) => failures.push(cause),
    ...options,
  });
  return { keys, failures };
}

function away(server: KeyServer): void {
  server.answer = (response) => response.destroy();
}

describe('keys', () => {
  test('are read once for all who ask at the same time, and not before somebody asks', async () => {
    const server = await startKeyServer(first, second);
    const { keys } = reader(server);
    expect(server.readings).toBe(0);
    await Promise.all(Array.from({ length: 50 }, (_, index) => keys.keyOf((index % 2 === 0 ? first : second).kid)));
    expect(server.readings).toBe(1);
  });

  test('are read again when they are old, and nobody waits for it', async () => {
    const server = await startKeyServer(first);
    const { keys } = reader(server);
    const key = await keys.keyOf(first.kid);
    vi.advanceTimersByTime(299_999);
    await keys.keyOf(first.kid);
    expect(server.readings).toBe(1);
    vi.advanceTimersByTime(1);
    server.answer = () => undefined;
    expect(await keys.keyOf(first.kid)).toBe(key);
    await expect.poll(() => server.readings).toBe(2);
  });

  test('are used on while the issuer is away, for a day', async () => {
    const server = await startKeyServer(first);
    const { keys, failures } = reader(server);
    const key = await keys.keyOf(first.kid);
    away(server);
    vi.advanceTimersByTime(300_000);
    expect(await keys.keyOf(first.kid)).toBe(key);
    await expect.poll(() => failures.length).toBe(1);
    vi.advanceTimersByTime(86_400_000 - 310_000);
    expect(await keys.keyOf(first.kid)).toBe(key);
    vi.advanceTimersByTime(11_000);
    await expect(keys.keyOf(first.kid)).rejects.toMatchObject(unavailable);
    server.answer = undefined;
    vi.advanceTimersByTime(1000);
    await expect(keys.keyOf(first.kid)).resolves.toBeDefined();
  });

  test('that were never read make no token wrong: who asks is to come again', async () => {
    const server = await startKeyServer(first);
    away(server);
    const { keys } = reader(server);
    for (let asked = 0; asked < 10; asked += 1) await expect(keys.keyOf(first.kid)).rejects.toMatchObject(unavailable);
    // The rest within the second after that were told without a reading.
    expect(server.readings).toBe(1);
    server.answer = undefined;
    vi.advanceTimersByTime(1000);
    await expect(keys.keyOf(first.kid)).resolves.toBeDefined();
  });
});

describe('a key that is not known', () => {
  test('is sought at once, as it may be new', async () => {
    const server = await startKeyServer(first);
    const { keys } = reader(server);
    await keys.keyOf(first.kid);
    server.keys = [first, second];
    vi.advanceTimersByTime(1000);
    await expect(keys.keyOf(second.kid)).resolves.toBeDefined();
    expect(server.readings).toBe(2);
  });

  test('costs no more than a reading in ten seconds, however many are named', async () => {
    const server = await startKeyServer(first);
    const { keys } = reader(server);
    await keys.keyOf(first.kid);
    for (let second = 1; second <= 30; second += 1) {
      vi.advanceTimersByTime(1000);
      const flood = Array.from({ length: 100 }, (_, index) => keys.keyOf(`unknown-${second}-${index}`));
      const outcomes = await Promise.allSettled(flood);
      expect(outcomes.every(({ status }) => status === 'rejected')).toBe(true);
      await keys.keyOf(first.kid);
    }
    expect(server.readings).toBe(1 + 3);
  });

  test.each([undefined, null, 1, [first.kid], {}, '', 'x'.repeat(257), '__proto__', 'constructor'])(
    'such as %j is no key',
    async (kid) => {
      const { keys } = reader(await startKeyServer(first));
      await expect(keys.keyOf(kid)).rejects.toMatchObject(invalid);
    },
  );

  test('may be new while the issuer is away, and signs nobody out', async () => {
    const server = await startKeyServer(first);
    const { keys } = reader(server);
    await keys.keyOf(first.kid);
    vi.advanceTimersByTime(1000);
    away(server);
    await expect(keys.keyOf(second.kid)).rejects.toMatchObject(unavailable);
    expect(await keys.keyOf(first.kid)).toBeDefined();
  });
});

describe('of a set of keys', () => {
  const jwk = (key: TestKey, changes: object) => ({ ...first, jwk: { ...key.jwk, ...changes } });

  test.each<[string, TestKey]>([
    ['another algorithm', rsa],
    ['another algorithm by name', jwk(first, { alg: 'ES256' })],
    ['another use', jwk(first, { use: 'enc' })],
    ['no id', jwk(first, { kid: undefined })],
    ['a shared secret', jwk(createTestKey('HS256'), { kid: first.kid })],
    ['no members', { ...first, jwk: { kty: 'OKP', kid: first.kid ?? '' } }],
    ['a curve that is none', jwk(first, { crv: 'P-256' })],
  ])('one of %s is left out, and the others are taken', async (_, odd) => {
    const { keys } = reader(await startKeyServer(odd, second));
    await expect(keys.keyOf(second.kid)).resolves.toBeDefined();
    await expect(keys.keyOf(first.kid)).rejects.toMatchObject(invalid);
  });

  test('the public half of a private key is taken alone', async () => {
    const { keys } = reader(await startKeyServer(jwk(first, { d: 'AAAA' })));
    expect((await keys.keyOf(first.kid)).type).toBe('public');
  });
});

describe('an answer that is no set of keys changes nothing:', () => {
  const good = JSON.stringify({ keys: [second.jwk] });

  test.each<[string, (server: KeyServer) => void]>([
    ['an error', (server) => (server.answer = (response) => response.writeHead(500).end(good))],
    ['nothing', (server) => (server.answer = (response) => response.writeHead(204).end())],
    ['HTML', (server) => (server.answer = (response) => response.end('<html></html>'))],
    ['a list', (server) => (server.answer = (response) => response.end('[]'))],
    ['keys that are no list', (server) => (server.answer = (response) => response.end('{"keys":{}}'))],
    ['a hundred keys and one', (server) => (server.keys = Array.from({ length: 101 }, () => second))],
    ['megabytes', (server) => (server.answer = (response) => response.end(' '.repeat(300_000) + good))],
    [
      'half of it',
      (server) => (server.answer = (response) => response.writeHead(200, { 'Content-Length': 999 }).end(good)),
    ],
    ['silence', (server) => (server.answer = () => undefined)],
  ])('%s', async (_, prepare) => {
    const server = await startKeyServer(first);
    const { keys, failures } = reader(server);
    const key = await keys.keyOf(first.kid);
    prepare(server);
    vi.advanceTimersByTime(300_000);
    expect(await keys.keyOf(first.kid)).toBe(key);
    await expect.poll(() => failures.length).toBe(1);
    expect(await keys.keyOf(first.kid)).toBe(key);
    expect(keys.isPublished(second.kid ?? '')).toBe(false);
  });

  test('a redirection', async () => {
    const elsewhere = await startKeyServer(second);
    const server = createServer((_, response) => response.writeHead(302, { Location: elsewhere.url }).end());
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => void server.close());
    const { port } = server.address() as AddressInfo;
    const { keys } = reader({ url: `http://127.0.0.1:${port}/` });
    await expect(keys.keyOf(second.kid)).rejects.toMatchObject(unavailable);
    expect(elsewhere.readings).toBe(0);
  });
});
