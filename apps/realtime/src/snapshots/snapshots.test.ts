import type { ServerResponse } from 'node:http';
import { describe, expect, test } from 'vitest';
import { collectGarbage } from '../../tests/collect-garbage.ts';
import { EventStreamReader } from '../../tests/event-stream-reader.ts';
import { answerState, sign, startGateway, type TestGateway } from '../../tests/start-gateway.ts';

function event(id: string, topics: string[] = ['room_1']) {
  return {
    id,
    type: 'note.added',
    topics,
    occurred_at: '2026-11-21T12:00:00Z',
    actor_id: null,
    entity_id: 'n',
    entity_version: 1,
    schema_version: 1,
    request_id: null,
    traceparent: null,
    data: {},
  };
}

async function startWithRooms(): Promise<TestGateway> {
  const gateway = await startGateway();
  gateway.owner.snapshotKinds = ['room'];
  return gateway;
}

async function open(
  baseUrl: string,
  path: string,
  { claims = {}, headers = {} }: { claims?: Record<string, unknown>; headers?: Record<string, string> } = {},
): Promise<EventStreamReader> {
  const authorization = { Authorization: `Bearer ${await sign(claims)}` };
  return EventStreamReader.open(`${baseUrl}/api/v1/sse${path}`, { ...authorization, ...headers });
}

function idOf(data: unknown): string {
  return (data as { id: string }).id;
}

describe('a topic whose kind has a snapshot', () => {
  test('begins with it, at the position from which its events follow', async () => {
    const { baseUrl, broker } = await startWithRooms();
    await broker.publish([event('before')]);
    const reader = await open(baseUrl, '?topics=room_1,project_1');
    const ready = await reader.next();
    expect(ready).toMatchObject({ event: 'ready', id: undefined, data: { snapshots: ['room_1'] } });
    const { position } = ready?.data as { position: string };
    const snapshot = await reader.next();
    expect(snapshot).toEqual({
      event: 'snapshot',
      id: position,
      data: { topic: 'room_1', position, state: { of: 'ada' } },
    });
    await broker.publish([event('after')]);
    expect(idOf((await reader.next())?.data)).toBe('after');
  });

  test('keeps its events back until the state is there, so that none is undone by an older state', async () => {
    const { baseUrl, broker, owner } = await startWithRooms();
    const asked = withResolvers<() => void>();
    owner.snapshot = (request, response, topic) => {
      asked.resolve(() => {
        answerState(request, response, topic, ['old']);
      });
    };
    const reader = await open(baseUrl, '/room_1');
    const answer = await asked.promise;
    await broker.publish([event('a'), event('b')]);
    answer();
    const frames = [await reader.next(), await reader.next(), await reader.next(), await reader.next()];
    expect(frames.map((frame) => frame?.event ?? idOf(frame?.data))).toEqual(['ready', 'snapshot', 'a', 'b']);
  });

  test('is not sent to who resumes, but to who asks to begin: without what the state holds already', async () => {
    const { baseUrl, broker, owner } = await startWithRooms();
    const first = await open(baseUrl, '?topics=room_1,room_2');
    await first.next();
    await first.next();
    const { id: place = '' } = (await first.next()) ?? {};
    first.close();
    await broker.publish([event('a', ['room_1', 'room_2'])]);

    const resumed = await open(baseUrl, '?topics=room_1,room_2', { headers: { 'Last-Event-ID': place } });
    expect(await resumed.next()).toMatchObject({ event: 'ready', id: place, data: { snapshots: [] } });
    expect(await resumed.next()).toMatchObject({ data: { id: 'a', topic: 'room_1' } });
    expect(await resumed.next()).toMatchObject({ data: { id: 'a', topic: 'room_2' } });
    expect(owner.snapshotRequests).toHaveLength(2);

    const begun = await open(baseUrl, '?topics=room_1,room_2&begin=room_2', { headers: { 'Last-Event-ID': place } });
    expect(await begun.next()).toMatchObject({ event: 'ready', id: place, data: { snapshots: ['room_2'] } });
    // The other topic is not there yet: its place stays.
    expect(await begun.next()).toMatchObject({ event: 'snapshot', id: undefined, data: { topic: 'room_2' } });
    await broker.publish([event('b', ['room_2'])]);
    expect(await begun.next()).toMatchObject({ data: { id: 'a', topic: 'room_1' } });
    expect(await begun.next()).toMatchObject({ data: { id: 'b', topic: 'room_2' } });
  });

  test('is sent in place of a reset to who comes from another history', async () => {
    const { baseUrl } = await startWithRooms();
    const headers = { 'Last-Event-ID': 'gone.7' };
    const reader = await open(baseUrl, '?topics=room_1,project_1', { headers });
    expect(await reader.next()).toMatchObject({ event: 'ready', id: undefined });
    expect(await reader.next()).toMatchObject({ event: 'snapshot', id: undefined, data: { topic: 'room_1' } });
    expect(await reader.next()).toMatchObject({
      event: 'reset',
      id: expect.any(String) as string,
      data: { topics: ['project_1'] },
    });
    const alone = await open(baseUrl, '?topics=room_1', { headers });
    await alone.next();
    expect(await alone.next()).toMatchObject({ event: 'snapshot', id: expect.any(String) as string });
  });

  test('reaches whoever asks for it by an alias, under its own name', async () => {
    const { baseUrl, owner } = await startWithRooms();
    owner.snapshotKinds = ['company'];
    const reader = await open(baseUrl, '/mine');
    await reader.next();
    expect(await reader.next()).toMatchObject({ event: 'snapshot', data: { topic: 'company_7' } });
  });
});

describe('what is kept of snapshots', () => {
  async function stateOf(gateway: TestGateway, claims: Record<string, unknown>): Promise<unknown> {
    const reader = await open(gateway.baseUrl, '/room_1', { claims });
    await reader.next();
    const frame = await reader.next();
    reader.close();
    return frame?.data;
  }

  test('serves the same person again when the owner says that nothing has changed', async () => {
    const gateway = await startWithRooms();
    const first = await stateOf(gateway, {});
    const second = await stateOf(gateway, { jti: 'another token', exp: Math.floor(Date.now() / 1000) + 200 });
    expect(second).toEqual(first);
    expect(gateway.owner.snapshotRequests.map(({ ifNoneMatch }) => ifNoneMatch === undefined)).toEqual([true, false]);
    const health = (await (await fetch(`${gateway.baseUrl}/api/v1/health`)).json()) as { checks: object };
    expect(health.checks).toMatchObject({
      snapshots: {
        status: 'healthy',
        entries: 1,
        changed: 1,
        unchanged: 1,
        failed: 0,
        bytes: expect.any(Number) as number,
      },
    });
  });

  test('gives way to what the owner sends instead', async () => {
    const gateway = await startWithRooms();
    let state = 'one';
    gateway.owner.snapshot = (request, response, topic) => {
      answerState(request, response, topic, state);
    };
    expect(await stateOf(gateway, {})).toMatchObject({ state: 'one' });
    state = 'two';
    expect(await stateOf(gateway, {})).toMatchObject({ state: 'two' });
    expect(await stateOf(gateway, {})).toMatchObject({ state: 'two' });
    expect(gateway.parts.snapshots.statistics()).toMatchObject({ changed: 2, unchanged: 1, entries: 1 });
  });

  test.each([
    ['another person', { user_id: 'bob' }],
    ['the same person for another company', { company_id: 'c-2' }],
    ['the same person in another role', { role: 'admin' }],
    ['the same person in another session', { sid: 's-2' }],
  ])('is not looked up for %s, although the owner tags every view alike', async (_, claims) => {
    const gateway = await startWithRooms();
    gateway.owner.snapshot = (request, response, topic) => {
      if (request.headers['if-none-match'] === '"1"') response.writeHead(304, { ETag: '"1"' }).end();
      else {
        const view = gateway.owner.snapshotRequests.length;
        response.writeHead(200, { ETag: '"1"' }).end(JSON.stringify({ topic, data: `view ${String(view)}` }));
      }
    };
    expect(await stateOf(gateway, {})).toMatchObject({ state: 'view 1' });
    expect(await stateOf(gateway, claims)).toMatchObject({ state: 'view 2' });
    expect(await stateOf(gateway, {})).toMatchObject({ state: 'view 1' });
    const [, other] = gateway.owner.snapshotRequests;
    expect(other?.ifNoneMatch).toBeUndefined();
  });

  test('stays within its bound, the one used longest ago going first', async () => {
    const gateway = await startWithRooms();
    gateway.owner.snapshot = (request, response, topic) => {
      answerState(request, response, topic, 'x'.repeat(9000));
    };
    for (let index = 0; index < 12; index += 1) await stateOf(gateway, { user_id: `person-${String(index)}` });
    const { entries, bytes } = gateway.parts.snapshots.statistics();
    expect(entries).toBe(5);
    expect(bytes).toBeLessThanOrEqual(100_000);
    await stateOf(gateway, { user_id: 'person-0' });
    expect(gateway.parts.snapshots.statistics()).toMatchObject({ changed: 13, unchanged: 0 });
    await stateOf(gateway, { user_id: 'person-11' });
    expect(gateway.parts.snapshots.statistics()).toMatchObject({ changed: 13, unchanged: 1 });
  });

  test('is forgotten when the owner refuses the person', async () => {
    const gateway = await startWithRooms();
    await stateOf(gateway, {});
    gateway.owner.snapshot = (_, response) => {
      const body = { error: 'No.', status_code: 403, code: 'auth.permission_denied', message: 'No.', request_id: 'r' };
      response.writeHead(403).end(JSON.stringify(body));
    };
    expect(await stateOf(gateway, {})).toEqual({ topic: 'room_1', refused: 'auth.permission_denied' });
    expect(gateway.parts.snapshots.statistics()).toMatchObject({ entries: 0, failed: 1 });
  });
});

describe('an owner that cannot tell the state', () => {
  type Answer = (response: ServerResponse, topic: string) => void;
  test.each<[string, string, Answer]>([
    ['fails', 'server.unavailable', (response) => void response.writeHead(500).end('{')],
    [
      'breaks off',
      'server.unavailable',
      (response) => void response.writeHead(200, { 'Content-Length': 99 }).write('{', () => response.destroy()),
    ],
    ['says nothing', 'server.timeout', () => undefined],
    ['stops in the middle', 'server.timeout', (response) => void response.writeHead(200).write('{"topic":')],
    ['sends half', 'server.bad_gateway', (response) => void response.writeHead(200).end('{"topic":')],
    ['sends something else', 'server.bad_gateway', (response) => void response.writeHead(200).end('[]')],
    [
      'sends another topic',
      'server.bad_gateway',
      (response) => void response.writeHead(200).end('{"topic":"room_2","data":1}'),
    ],
    [
      'sends no state',
      'server.bad_gateway',
      (response, topic) => void response.writeHead(200).end(JSON.stringify({ topic })),
    ],
    [
      'sends too much',
      'server.bad_gateway',
      (response, topic) => void response.writeHead(200).end(JSON.stringify({ topic, data: 'x'.repeat(10_001) })),
    ],
    [
      'leads elsewhere',
      'server.unavailable',
      (response) => void response.writeHead(302, { Location: 'http://127.0.0.1:9/' }).end(),
    ],
    ['says 304 to who has nothing', 'server.bad_gateway', (response) => void response.writeHead(304).end()],
    ['has no such topic', 'http.not_found', (response) => void response.writeHead(404).end('no JSON')],
  ])('because it %s does not keep the subscription from working, which says so', async (_, code, answer) => {
    // Node's own `fetch` may forget the time limit then.
    collectGarbage();
    const { baseUrl, broker, owner, parts } = await startWithRooms();
    owner.snapshot = (__, response, topic) => {
      answer(response, topic);
    };
    const reader = await open(baseUrl, '/room_1');
    await reader.next();
    await broker.publish([event('a')]);
    const frame = await reader.next();
    expect(frame).toMatchObject({ event: 'snapshot', data: { topic: 'room_1', refused: code } });
    expect(frame?.id).toBeDefined();
    expect(await reader.next()).toMatchObject({ data: { id: 'a' } });
    expect(parts.snapshots.isFailing()).toBe(code.startsWith('server.'));
    const health = (await (await fetch(`${baseUrl}/api/v1/health`)).json()) as { status: string };
    expect(health.status).toBe(code.startsWith('server.') ? 'degraded' : 'healthy');
  });

  test('because its kinds cannot be read says so for each topic, and knows none for an owner without kinds', async () => {
    const { baseUrl, parts, owner } = await startWithRooms();
    owner.snapshotKinds = undefined;
    const reader = await open(baseUrl, '/room_1');
    expect(await reader.next()).toMatchObject({
      event: 'ready',
      id: expect.any(String) as string,
      data: { snapshots: [] },
    });

    const { baseUrl: other } = await startGateway({
      snapshots: { ...bound(parts.snapshots), urlOf: () => Promise.resolve(undefined) },
      authority: {
        authorize: (_, requested) => Promise.resolve(requested.map((topic) => ({ requested: topic, topic }))),
      },
    });
    const unknowing = await open(other, '/room_1');
    expect(await unknowing.next()).toMatchObject({ data: { snapshots: ['room_1'] } });
    expect(await unknowing.next()).toMatchObject({ data: { refused: 'server.unavailable' } });
  });

  test('is no longer asked for who has gone', async () => {
    const { baseUrl, owner, parts, gateway } = await startWithRooms();
    const closed = withResolvers<undefined>();
    owner.snapshot = (request) => {
      request.once('close', () => {
        closed.resolve(undefined);
      });
    };
    const reader = await open(baseUrl, '/room_1');
    await reader.next();
    reader.close();
    await closed.promise;
    await expect.poll(() => gateway.streams.size).toBe(0);
    expect(parts.snapshots.isFailing()).toBe(false);
  });
});

function bound(snapshots: TestGateway['parts']['snapshots']): TestGateway['parts']['snapshots'] {
  return {
    urlOf: (topic) => snapshots.urlOf(topic),
    read: (...given) => snapshots.read(...given),
    statistics: () => snapshots.statistics(),
    isFailing: () => snapshots.isFailing(),
  };
}

function withResolvers<Value>(): { promise: Promise<Value>; resolve: (value: Value) => void } {
  let resolve: (value: Value) => void = () => undefined;
  const promise = new Promise<Value>((resolvePromise) => {
    resolve = resolvePromise;
  });
  return { promise, resolve };
}
