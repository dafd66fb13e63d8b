import { describe, expect, test } from 'vitest';
import { MemoryBroker } from '../brokers/memory-broker.ts';
import { EventStreamReader } from '../../tests/event-stream-reader.ts';
import { secret, sign, signService, startGateway } from '../../tests/start-gateway.ts';

function event(id: string, topics: string[] = ['project_1']) {
  return {
    id,
    type: 'task.moved',
    topics,
    occurred_at: '2026-11-21T12:00:00Z',
    actor_id: 'ada',
    entity_id: 't',
    entity_version: 2,
    schema_version: 1,
    request_id: null,
    traceparent: null,
    data: { title: 'Zeile 1\nZeile 2' },
  };
}

async function bearer(): Promise<Record<string, string>> {
  return { Authorization: `Bearer ${await sign()}` };
}

describe('an event stream', () => {
  test('begins with what was granted, and carries events as plain messages', async () => {
    const { baseUrl, broker, owner } = await startGateway();
    owner.refused.add('project_2');
    const reader = await EventStreamReader.open(
      `${baseUrl}/api/v1/sse?topics=project_1,project_2,mine`,
      await bearer(),
    );
    expect(reader.response.headers).toMatchObject({
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-cache, no-transform',
      'x-accel-buffering': 'no',
    });
    const ready = await reader.next();
    expect(ready).toMatchObject({
      event: 'ready',
      data: {
        granted: { project_1: 'project_1', mine: 'company_7' },
        refused: { project_2: 'auth.permission_denied' },
      },
    });
    await broker.publish([event('a'), event('b', ['project_2']), event('c', ['company_7'])]);
    expect(await reader.next()).toMatchObject({
      event: undefined,
      data: { id: 'a', topic: 'project_1', data: { title: 'Zeile 1\nZeile 2' } },
    });
    expect(await reader.next()).toMatchObject({ data: { id: 'c', topic: 'company_7' } });
    expect(owner.asked).toEqual([
      { authorization: expect.stringMatching(/^Bearer /) as string, topics: ['project_1', 'project_2', 'mine'] },
    ]);
  });

  test('resumes after the last event that was seen', async () => {
    const { baseUrl, broker } = await startGateway();
    const first = await EventStreamReader.open(`${baseUrl}/api/v1/sse/project_1`, await bearer());
    await first.next();
    await broker.publish([event('a'), event('b'), event('c')]);
    const seen = await first.next();
    first.close();
    await broker.publish([event('d')]);
    const second = await EventStreamReader.open(`${baseUrl}/api/v1/sse/project_1`, {
      ...(await bearer()),
      'Last-Event-ID': seen?.id ?? '',
    });
    expect(await second.next()).toMatchObject({ event: 'ready', id: seen?.id });
    const rest = [await second.next(), await second.next(), await second.next()];
    expect(rest.map((frame) => (frame?.data as { id: string }).id)).toEqual(['b', 'c', 'd']);
  });

  test('opened before anything happened resumes from its beginning', async () => {
    const { baseUrl, broker } = await startGateway();
    const first = await EventStreamReader.open(`${baseUrl}/api/v1/sse/project_1`, await bearer());
    const ready = await first.next();
    first.close();
    await broker.publish([event('a')]);
    const second = await EventStreamReader.open(
      `${baseUrl}/api/v1/sse/project_1?last_event_id=${ready?.id ?? ''}`,
      await bearer(),
    );
    await second.next();
    expect(await second.next()).toMatchObject({ data: { id: 'a' } });
  });

  test.each(['gone.17', 'nonsense', '%00'])(
    'from the place %j of another history says reset, and goes on from now',
    async (place) => {
      const { baseUrl, broker } = await startGateway();
      await broker.publish([event('before')]);
      const reader = await EventStreamReader.open(
        `${baseUrl}/api/v1/sse?topics=project_1,user_ada&last_event_id=${place}`,
        await bearer(),
      );
      const ready = await reader.next();
      // A reader that is cut off between the two must be told again: the place moves only with the reset.
      expect(ready?.id).toBeUndefined();
      const { position } = ready?.data as { position: string };
      expect(await reader.next()).toEqual({
        event: 'reset',
        id: position,
        data: { topics: ['project_1', 'user_ada'] },
      });
      await broker.publish([event('after')]);
      expect(await reader.next()).toMatchObject({ data: { id: 'after' } });
    },
  );

  test('that is slower than the history is told so at its old place: who is cut off there misses nothing untold', async () => {
    const broker = new MemoryBroker({
      retention: { maxEvents: 2, maxBytes: 1e6, maxAgeMs: 60_000 },
      rememberedIds: 100,
      maxTotalBytes: 1e9,
    });
    const { baseUrl } = await startGateway({ broker });
    const reader = await EventStreamReader.open(`${baseUrl}/api/v1/sse/project_1`, await bearer());
    const ready = await reader.next();
    // In one turn of the event loop: what comes first is dropped before anybody can have read it.
    await broker.publish(['a', 'b', 'c', 'd'].map((id) => event(id)));
    const reset = await reader.next();
    expect(reset).toEqual({ event: 'reset', id: ready?.id, data: { topics: ['project_1'] } });
    expect(await reader.next()).toMatchObject({ data: { id: 'c' } });
    reader.close();
    const again = await EventStreamReader.open(`${baseUrl}/api/v1/sse/project_1`, {
      ...(await bearer()),
      'Last-Event-ID': reset?.id ?? '',
    });
    const frames = [await again.next(), await again.next(), await again.next(), await again.next()];
    expect(frames.map((frame) => frame?.event ?? (frame?.data as { id: string }).id)).toEqual([
      'ready',
      'reset',
      'c',
      'd',
    ]);
    await broker.close();
  });

  test('that its reader leaves is forgotten', async () => {
    const { baseUrl, gateway } = await startGateway();
    const reader = await EventStreamReader.open(`${baseUrl}/api/v1/sse/project_1`, await bearer());
    await reader.next();
    expect(gateway.streams.size).toBe(1);
    reader.close();
    await expect.poll(() => gateway.streams.size).toBe(0);
  });
});

describe('how many connections a person may have', () => {
  test('is bounded for each person, and a place is free again as soon as one is left', async () => {
    const { baseUrl, owner, gateway } = await startGateway({ maxConnectionsPerUser: 2 });
    const address = `${baseUrl}/api/v1/sse/project_1`;
    const readers = [await EventStreamReader.open(address, await bearer())];
    readers.push(await EventStreamReader.open(address, await bearer()));
    const refused = await fetch(address, { headers: await bearer() });
    expect(refused.status).toBe(429);
    expect(refused.headers.get('Retry-After')).toBe('10');
    expect(await refused.json()).toMatchObject({ code: 'http.too_many_requests' });
    expect(owner.asked).toHaveLength(2);
    await EventStreamReader.open(address, { Authorization: `Bearer ${await sign({ user_id: 'bob' })}` });
    readers[0]?.close();
    await expect.poll(() => gateway.streams.countOf('ada')).toBe(1);
    await EventStreamReader.open(address, await bearer());
  });

  test('is bounded also for those that come at the same moment', async () => {
    const { baseUrl, gateway } = await startGateway({ maxConnectionsPerUser: 2 });
    const abort = new AbortController();
    const headers = await bearer();
    const statuses = await Promise.all(
      Array.from({ length: 6 }, async () => {
        const response = await fetch(`${baseUrl}/api/v1/sse/project_1`, { headers, signal: abort.signal });
        return response.status;
      }),
    );
    expect(statuses.sort()).toEqual([200, 200, 429, 429, 429, 429]);
    abort.abort();
    await expect.poll(() => gateway.streams.countOf('ada')).toBe(0);
  });
});

describe('who may listen', () => {
  test.each<[string, () => Promise<string>, string]>([
    ['an expired token', () => sign({ exp: Math.floor(Date.now() / 1000) - 31 }), 'auth.token_expired'],
    ['another key', () => sign({}, 'another secret that is long enough to sign'), 'auth.token_invalid'],
    ['another algorithm', () => sign({}, secret, 'HS512'), 'auth.token_invalid'],
    ['no algorithm', () => Promise.resolve(unsigned()), 'auth.token_invalid'],
    ['another audience', () => sign({ aud: 'elsewhere' }), 'auth.token_invalid'],
    ['another issuer', () => sign({ iss: 'elsewhere' }), 'auth.token_invalid'],
    ['a refresh token', () => sign({ token_type: 'refresh' }), 'auth.token_invalid'],
    ['a service’s token', () => signService(), 'auth.token_invalid'],
    ['no user', () => sign({ user_id: undefined }), 'auth.token_invalid'],
    ['a token that is not yet valid', () => sign({ nbf: Math.floor(Date.now() / 1000) + 120 }), 'auth.token_invalid'],
    ['a token of the future', () => sign({ iat: Math.floor(Date.now() / 1000) + 120 }), 'auth.token_invalid'],
    ['no expiry', () => sign({ exp: undefined }), 'auth.token_invalid'],
    ['nonsense', () => Promise.resolve('a.b.c'), 'auth.token_invalid'],
    ['a huge token', () => sign({ padding: 'x'.repeat(9000) }), 'auth.token_invalid'],
  ])('is nobody with %s', async (_, token, code) => {
    const { baseUrl, owner } = await startGateway();
    const response = await fetch(`${baseUrl}/api/v1/sse/project_1`, {
      headers: { Authorization: `Bearer ${await token()}` },
    });
    expect(response.status).toBe(401);
    expect(response.headers.get('WWW-Authenticate')).toContain('Bearer');
    expect(await response.json()).toMatchObject({
      code,
      status_code: 401,
      request_id: response.headers.get('X-Request-ID'),
    });
    expect(owner.asked).toEqual([]);
  });

  function unsigned(): string {
    const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const now = Math.floor(Date.now() / 1000);
    return `${part({ alg: 'none' })}.${part({ token_type: 'access', iss: 'throughline-backend', aud: 'throughline', iat: now, exp: now + 300, jti: 'j', user_id: 'ada' })}.`;
  }

  test.each<[string, string, Record<string, string>, number, string]>([
    ['without a token', '/api/v1/sse/project_1', {}, 401, 'auth.not_authenticated'],
    ['by another scheme', '/api/v1/sse/project_1', { Authorization: 'Basic YTpi' }, 401, 'auth.token_invalid'],
    ['with a token in the address', '/api/v1/sse/project_1?token=a.b.c', {}, 400, 'http.malformed_request'],
    ['with a ticket that never was', '/api/v1/sse/project_1?ticket=abc', {}, 401, 'auth.token_invalid'],
  ])('is nobody %s', async (_, path, headers, status, code) => {
    const { baseUrl } = await startGateway();
    const response = await fetch(baseUrl + path, { headers });
    expect(response.status).toBe(status);
    if (status === 401) expect(response.headers.get('WWW-Authenticate')).toMatch(/^Bearer/);
    expect(await response.json()).toMatchObject({ code });
  });

  test('a person of whose topics none is granted gets no stream', async () => {
    const { baseUrl, owner } = await startGateway();
    owner.refused.add('project_2');
    const response = await fetch(`${baseUrl}/api/v1/sse/project_2`, { headers: await bearer() });
    expect(response.status).toBe(403);
    expect(await response.json()).toMatchObject({ code: 'auth.permission_denied' });
  });

  test.each<[string, { status: number; body: string }, number, string]>([
    ['fails', { status: 500, body: '{}' }, 503, 'server.unavailable'],
    [
      'fails in the form of grants',
      { status: 500, body: '{"results":[{"requested":"project_1","topic":"project_1"}]}' },
      503,
      'server.unavailable',
    ],
    ['answers something else', { status: 200, body: '<html>' }, 503, 'server.unavailable'],
    [
      'answers about other topics',
      { status: 200, body: '{"results":[{"requested":"project_9","topic":"project_9"}]}' },
      503,
      'server.unavailable',
    ],
    ['answers half', { status: 200, body: '{"results":[]}' }, 503, 'server.unavailable'],
    ['knows the person no longer', { status: 401, body: '{}' }, 401, 'auth.token_invalid'],
    ['refuses the person in HTML', { status: 401, body: '<html>' }, 401, 'auth.token_invalid'],
    ['finds the token expired', { status: 401, body: '{"code":"auth.token_expired"}' }, 401, 'auth.token_expired'],
  ])('an owner that %s grants nothing', async (_, failure, status, code) => {
    const { baseUrl, owner } = await startGateway();
    owner.failure = failure;
    const response = await fetch(`${baseUrl}/api/v1/sse/project_1`, { headers: await bearer() });
    expect(response.status).toBe(status);
    expect(await response.json()).toMatchObject({ code });
  });

  test.each([
    ['no topic', '?topics='],
    ['a topic with a space', '?topics=project%201'],
    ['a topic with a line break', '/project_1%0Aid:%201'],
    ['a badly encoded topic', '/%E0%A4%A'],
    ['eleven topics', `?topics=${Array.from({ length: 11 }, (_, index) => `project_${index}`).join(',')}`],
  ])('%s is refused before anybody is asked', async (_, rest) => {
    const { baseUrl, owner } = await startGateway();
    const response = await fetch(`${baseUrl}/api/v1/sse${rest}`, { headers: await bearer() });
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ code: 'validation.failed', error: { topics: [expect.any(String)] } });
    expect(owner.asked).toEqual([]);
  });
});

describe('a ticket', () => {
  test('is worth one connection of the person who asked for it', async () => {
    const { baseUrl, owner } = await startGateway();
    const token = await sign();
    const issued = await fetch(`${baseUrl}/api/v1/realtime/tickets`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${token}` },
    });
    expect(issued.status).toBe(201);
    const { ticket, expires_in: expiresIn } = (await issued.json()) as { ticket: string; expires_in: number };
    expect(expiresIn).toBe(30);
    const url = `${baseUrl}/api/v1/sse/project_1?ticket=${ticket}`;
    const reader = await EventStreamReader.open(url);
    expect(await reader.next()).toMatchObject({ event: 'ready' });
    expect(owner.asked[0]?.authorization).toBe(`Bearer ${token}`);
    await expect(EventStreamReader.open(url)).rejects.toThrow('401');
  });

  test('is for people who are signed in', async () => {
    const { baseUrl } = await startGateway();
    const response = await fetch(`${baseUrl}/api/v1/realtime/tickets`, { method: 'POST' });
    expect(response.status).toBe(401);
  });
});
