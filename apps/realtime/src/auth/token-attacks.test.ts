import { once } from 'node:events';
import { createServer } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { createTokenVerifier, PublishedKeys, type TokenVerifier } from '@throughline/service-kit';
import {
  createTestKey,
  goodTokens,
  tokenAttacks,
  type AttackedIssuer,
  type TestKey,
  type TokenKind,
} from '@throughline/service-kit/testing';
import { describe, expect, onTestFinished, test } from 'vitest';
import { startGateway } from '../../tests/start-gateway.ts';

const endedSession = 'ended';

function claims(kind: TokenKind): Record<string, unknown> {
  const now = Math.floor(Date.now() / 1000);
  const base = { token_type: kind, iss: 'throughline-backend', iat: now, exp: now + 300, jti: 'j', sid: 's' };
  return kind === 'service'
    ? { ...base, aud: 'realtime', scope: 'events:publish' }
    : { ...base, aud: 'throughline', user_id: 'ada' };
}

function issuerOf(key: TestKey): AttackedIssuer {
  return { key, claims, endedClaims: { ...claims('access'), sid: endedSession } };
}

async function verifierOf(key: TestKey): Promise<TokenVerifier> {
  const { algorithm, secret } = key;
  return createTokenVerifier({
    signing: algorithm === 'HS256' ? { algorithm, secret } : new PublishedKeys({ url: await publish(key), algorithm }),
    issuer: 'throughline-backend',
    audience: 'throughline',
    serviceAudience: 'realtime',
    clockSkewSeconds: 30,
  });
}

async function publish({ jwk }: TestKey): Promise<string> {
  const server = createServer((_, response) => response.end(JSON.stringify({ keys: [jwk] })));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}

interface Door {
  kind: 'access' | 'service';
  method: 'GET' | 'POST';
  path: string;
  body?: string;
}

/** Every place of the gateway where a token is asked for. */
const doors: readonly Door[] = [
  { kind: 'access', method: 'GET', path: '/api/v1/sse/project_1' },
  { kind: 'access', method: 'GET', path: '/api/v1/sse?topics=project_1' },
  { kind: 'access', method: 'POST', path: '/api/v1/realtime/tickets' },
  { kind: 'access', method: 'GET', path: '/api/v1/auth/test' },
  { kind: 'service', method: 'POST', path: '/api/v1/events', body: '{"events":[]}' },
];

async function show(baseUrl: string, { method, path, body }: Door, token: string): Promise<Response> {
  const type: Record<string, string> = body === undefined ? {} : { 'Content-Type': 'application/json' };
  return fetch(baseUrl + path, {
    method,
    headers: { ...type, Authorization: `Bearer ${token}` },
    ...(body === undefined ? {} : { body }),
  });
}

/** What every refusal of a code has in common: all of it but the request's id and the time that it took. */
async function shapeOf(response: Response): Promise<{ code: string; shape: string }> {
  const { request_id: requestId, ...envelope } = (await response.json()) as { request_id: string; code: string };
  expect(requestId).toBe(response.headers.get('X-Request-ID'));
  const headers = [...response.headers].filter(([name]) => !['date', 'x-request-id', 'x-process-time'].includes(name));
  return { code: envelope.code, shape: JSON.stringify([response.status, envelope, headers]) };
}

const attacked = (['HS256', 'EdDSA'] as const).flatMap((algorithm) =>
  doors.map((door) => ({ algorithm, ...door, key: createTestKey(algorithm) })),
);

describe.each(attacked)('$method $path, where tokens are signed by $algorithm,', ({ key, ...door }) => {
  test('refuses every token of the table by its code, in one shape for each code', async () => {
    const started = await startGateway({ tokens: await verifierOf(key) });
    await endSession(started.baseUrl, key);
    const shapes = new Map<string, Set<string>>();
    const outcomes: [string, string][] = [];
    const attacks = tokenAttacks(door.kind, issuerOf(key)).filter(({ isBeyondHeaders }) => !isBeyondHeaders);
    for (const { name, token } of attacks) {
      const { code, shape } = await shapeOf(await show(started.baseUrl, door, token()));
      outcomes.push([name, code]);
      shapes.set(code, (shapes.get(code) ?? new Set()).add(shape));
    }
    expect(outcomes).toEqual(attacks.map(({ name, code }) => [name, code]));
    expect([...shapes].map(([code, { size }]) => [code, size])).toEqual([...shapes.keys()].map((code) => [code, 1]));
    expect(started.owner.asked).toEqual([]);
  });

  test('takes the tokens that are only odd', async () => {
    const { baseUrl } = await startGateway({ tokens: await verifierOf(key) });
    const outcomes: [string, boolean][] = [];
    for (const { name, token } of goodTokens(door.kind, issuerOf(key))) {
      const response = await show(baseUrl, door, token());
      await response.body?.cancel();
      outcomes.push([name, response.ok]);
    }
    expect(outcomes).toEqual(outcomes.map(([name]) => [name, true]));
  });

  test('is not disturbed by a token that no header can hold', async () => {
    const { baseUrl } = await startGateway({ tokens: await verifierOf(key) });
    const huge = tokenAttacks(door.kind, issuerOf(key)).filter(({ isBeyondHeaders }) => isBeyondHeaders);
    expect(huge).toHaveLength(1);
    for (const { token } of huge) expect(await rawAnswer(baseUrl, door, token())).toMatch(/^(HTTP\/1\.1 4\d\d |$)/);
    const [good] = goodTokens(door.kind, issuerOf(key));
    const response = await show(baseUrl, door, good?.token() ?? '');
    await response.body?.cancel();
    expect(response.ok).toBe(true);
  });
});

/** The gateway is told as the backend tells it. */
async function endSession(baseUrl: string, key: TestKey): Promise<void> {
  const now = new Date();
  const event = {
    id: 'ended',
    type: 'session.ended',
    topics: ['internal_sessions'],
    occurred_at: now.toISOString(),
    actor_id: 'ada',
    entity_id: endedSession,
    entity_version: 2,
    schema_version: 1,
    request_id: null,
    traceparent: null,
    data: {
      id: endedSession,
      reason: 'ended_elsewhere',
      ended_at: now.toISOString(),
      denied_until: new Date(now.getTime() + 300_000).toISOString(),
    },
  };
  const issuer = issuerOf(key);
  const [service] = goodTokens('service', issuer);
  const publishing: Door = {
    kind: 'service',
    method: 'POST',
    path: '/api/v1/events',
    body: JSON.stringify({ events: [event] }),
  };
  expect((await show(baseUrl, publishing, service?.token() ?? '')).status).toBe(200);
  const [person] = goodTokens('access', { key, claims: () => issuer.endedClaims ?? {} });
  const asked: Door = { kind: 'access', method: 'GET', path: '/api/v1/auth/test' };
  await expect.poll(async () => (await show(baseUrl, asked, person?.token() ?? '')).status).toBe(401);
}

/** `fetch` would stop in the middle of such a header. */
async function rawAnswer(baseUrl: string, { method, path }: Door, token: string): Promise<string> {
  const { hostname, port } = new URL(baseUrl);
  const socket = connect(Number(port), hostname);
  let answer = '';
  socket.on('data', (chunk: Buffer) => (answer += chunk.toString('latin1')));
  // The gateway closes while this is still being written.
  socket.on('error', () => undefined);
  socket.write(`${method} ${path} HTTP/1.1\r\nHost: gateway\r\nAuthorization: Bearer ${token}\r\n\r\n`);
  await new Promise((resolve) => socket.once('close', resolve));
  return answer;
}
