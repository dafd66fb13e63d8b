import { execFile } from 'node:child_process';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import { startTemporaryStack, type TemporaryStack } from '@throughline/stack/temporary-stack';
import postgres from 'postgres';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { signIn, type Person } from '../tests/person.ts';

const accessSeconds = 20;
const skewSeconds = 2;
/** What a key is still good for when it is retired: its last access token, and what a process may not have read. */
const overlapSeconds = accessSeconds + skewSeconds + 5;

let stack: TemporaryStack;
let sql: postgres.Sql;

beforeAll(async () => {
  stack = await startTemporaryStack({
    overrides: {
      JWT_ALGORITHM: 'EdDSA',
      // Whoever still signed or verified by a secret would be found out.
      JWT_SECRET: '',
      JWT_ACCESS_TOKEN_LIFETIME: String(accessSeconds),
      JWT_REFRESH_GRACE: '3',
      JWT_CLOCK_SKEW: String(skewSeconds),
    },
  });
  sql = postgres(stack.env['DATABASE_URL'] ?? '', { max: 1 });
}, 300_000);

afterAll(async () => {
  await sql.end();
  await stack.stop();
}, 30_000);

async function manage(...args: readonly string[]): Promise<string> {
  const { command, cwd, env } = stack.processes.relay;
  const options = { cwd, env: { ...process.env, ...env } };
  const { stdout } = await promisify(execFile)(command, ['manage.py', 'signing_keys', ...args], options);
  return stdout.trim();
}

/** Sorted. */
async function published(): Promise<string[]> {
  const response = await fetch(`${stack.env['BACKEND_URL'] ?? ''}/.well-known/jwks.json`);
  const { keys } = (await response.json()) as { keys: { kid: string }[] };
  return keys.map(({ kid }) => kid).sort();
}

/** As if a new key had been published for long enough. */
async function waitForLead(kid: string): Promise<void> {
  await sql`UPDATE throughline_tokens_signingkey SET created_at = created_at - interval '10 minutes' WHERE kid = ${kid}`;
}

type Service = 'BACKEND_URL' | 'GATEWAY_URL';
const guarded: Readonly<Record<Service, string>> = { BACKEND_URL: '/api/auth/me/', GATEWAY_URL: '/api/v1/auth/test' };

/** The status, and the code of an error. */
async function ask(service: Service, token: string): Promise<string> {
  const response = await fetch((stack.env[service] ?? '') + guarded[service], {
    headers: { Authorization: `Bearer ${token}` },
  });
  const { code } = (await response.json()) as { code?: string };
  return code === undefined ? String(response.status) : `${response.status} ${code}`;
}

async function tokenOf(person: Person): Promise<string> {
  return (await person.tokens.token()) ?? '';
}

function kidOf(token: string): string {
  return (JSON.parse(Buffer.from(token.split('.')[0] ?? '', 'base64url').toString()) as { kid: string }).kid;
}

/** Asks both services again and again, until it is told to stop. */
function keepAsking(person: Person) {
  const seen = { answers: 0, refused: [] as string[], kids: new Set<string>() };
  const over = new AbortController();
  const asking = (async () => {
    while (!over.signal.aborted) {
      const token = await tokenOf(person);
      seen.kids.add(kidOf(token));
      const answers = await Promise.all([ask('BACKEND_URL', token), ask('GATEWAY_URL', token)]);
      seen.answers += answers.length;
      seen.refused.push(...answers.filter((answer) => answer !== '200'));
      await pause(20);
    }
    return seen;
  })();
  return {
    seen,
    stop: () => {
      over.abort();
      return asking;
    },
  };
}

test('a session goes on at all services while its key is replaced, and the old key ends after the overlap', async () => {
  const person = await signIn(stack.env, 'demo-client');
  const first = await tokenOf(person);
  const old = kidOf(first);
  expect(await published()).toEqual([old]);
  const asking = keepAsking(person);
  onTestFinished(async () => {
    await asking.stop();
  });
  await expect.poll(() => asking.seen.answers).toBeGreaterThan(20);

  const next = await manage('make');
  expect(await published()).toEqual([old, next].sort());
  await expect(manage('promote', next)).rejects.toThrow('published long enough from');
  await waitForLead(next);
  await manage('promote', next);
  await expect.poll(() => [...asking.seen.kids], { timeout: 90_000 }).toEqual([old, next]);

  // Taken before: the command retires it at some moment of its own.
  const beforeRetiringMs = Date.now();
  await manage('retire', old);
  expect(await published()).toEqual([old, next].sort());
  await expect.poll(published, { timeout: (overlapSeconds + 20) * 1000, interval: 200 }).toEqual([next]);
  expect((Date.now() - beforeRetiringMs) / 1000).toBeGreaterThanOrEqual(overlapSeconds);
  const { answers, refused, kids } = await asking.stop();
  expect(refused).toEqual([]);
  expect(answers).toBeGreaterThan(200);
  expect([...kids]).toEqual([old, next]);
  expect(await ask('BACKEND_URL', first)).toBe('401 auth.token_invalid');
  expect(await ask('GATEWAY_URL', first)).toMatch(/^401 auth\.token_(invalid|expired)$/);
}, 300_000);

test('what a stolen key signed is worth nothing at once at the backend, and at the gateway when it reads the keys', async () => {
  const person = await signIn(stack.env, 'demo-developer');
  const stolen = await tokenOf(person);
  expect([await ask('BACKEND_URL', stolen), await ask('GATEWAY_URL', stolen)]).toEqual(['200', '200']);
  const next = await manage('make');
  await manage('promote', '--at-once', next);
  await manage('retire', '--at-once', kidOf(stolen));
  await expect.poll(() => ask('BACKEND_URL', stolen)).toBe('401 auth.token_invalid');

  const other = await signIn(stack.env, 'demo-client');
  // The key is new to the gateway, so it reads; the token of before has not expired.
  await expect.poll(async () => ask('GATEWAY_URL', await tokenOf(other))).toBe('200');
  expect(await ask('GATEWAY_URL', stolen)).toBe('401 auth.token_invalid');
}, 120_000);
