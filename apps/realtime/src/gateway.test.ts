import { once } from 'node:events';
import { connect } from 'node:net';
import { promisify } from 'node:util';
import { describe, expect, onTestFinished, test } from 'vitest';
import { EventStreamReader } from '../tests/event-stream-reader.ts';
import { sign, startGateway } from '../tests/start-gateway.ts';
import type { TopicAuthority } from './topics/topic-authority.ts';

async function bearer(expiresInSeconds = 300): Promise<Record<string, string>> {
  return { Authorization: `Bearer ${await sign({ exp: Math.floor(Date.now() / 1000) + expiresInSeconds })}` };
}

const event = {
  type: 'task.moved',
  topics: ['project_1'],
  occurred_at: '2026-11-21T12:00:00Z',
  actor_id: null,
  entity_id: 't',
  entity_version: 1,
  schema_version: 1,
  request_id: null,
  traceparent: null,
};

describe('the clock of the connections', () => {
  test('sends a heartbeat to those that were silent, and only to those', async () => {
    const { baseUrl, gateway, broker } = await startGateway();
    const reader = await EventStreamReader.open(`${baseUrl}/api/v1/sse/project_1`, await bearer());
    await reader.next();
    gateway.streams.tick(Date.now() + 15_000);
    gateway.streams.tick(Date.now() + 30_000);
    expect(await reader.nextText()).toBe(':\n\n');
    await broker.publish([{ ...event, id: 'a', data: {} }]);
    expect(await reader.nextText()).toContain('"id":"a"');
    gateway.streams.tick(Date.now() + 45_000);
    await broker.publish([{ ...event, id: 'b', data: {} }]);
    expect(await reader.nextText()).toMatch(/^id: /);
  });

  test('tells that the token expires, and ends the connection when it has', async () => {
    const { baseUrl, gateway } = await startGateway();
    const reader = await EventStreamReader.open(`${baseUrl}/api/v1/sse/project_1`, await bearer(60));
    await reader.next();
    gateway.streams.tick(Date.now() + 35_000);
    gateway.streams.tick(Date.now() + 36_000);
    expect(await reader.next()).toMatchObject({
      event: 'expiring',
      data: { expires_at: expect.stringMatching(/Z$/) as string },
    });
    gateway.streams.tick(Date.now() + 61_000);
    expect(await reader.next()).toMatchObject({ event: 'closing', data: { reason: 'token_expired' } });
    expect(await reader.next()).toBeUndefined();
  });
});

describe('a reader that takes nothing', () => {
  test(
    'holds no memory beyond its socket, is told what it lost, and is given up in the end',
    { timeout: 30_000 },
    async () => {
      const { baseUrl, gateway, broker } = await startGateway();
      const { port, hostname } = new URL(baseUrl);
      const socket = connect(Number(port), hostname);
      const { Authorization = '' } = await bearer();
      socket.write(`GET /api/v1/sse/project_1 HTTP/1.1\r\nHost: gateway\r\nAuthorization: ${Authorization}\r\n\r\n`);
      await once(socket, 'data');
      socket.pause();
      const data = 'x'.repeat(100_000);
      for (let index = 0; index < 2000; index += 1) {
        await broker.publish([{ ...event, id: String(index), data }]);
        if (index % 100 === 0) await new Promise((resolve) => setImmediate(resolve));
      }
      gateway.streams.tick(Date.now() + 1000);
      expect(gateway.streams.size).toBe(1);

      let text = '';
      socket.on('data', (chunk: Buffer) => (text += chunk.toString('latin1').replaceAll('x', '')));
      socket.resume();
      await expect.poll(() => text.includes('"id":"1999"')).toBe(true);
      expect(text).toContain('event: reset');
      const afterReset = text.slice(text.lastIndexOf('event: reset'));
      const ids = [...afterReset.matchAll(/"id":"(\d+)"/g)].map(([, id]) => Number(id));
      expect(ids).toEqual(Array.from({ length: ids.length }, (_, index) => 2000 - ids.length + index));

      socket.pause();
      // Each in a turn of its own, so that all of them are written, until the system's buffers are full.
      for (let index = 0; index < 300; index += 1) {
        await broker.publish([{ ...event, id: `again-${index}`, data }]);
        await new Promise((resolve) => setImmediate(resolve));
      }
      gateway.streams.tick(Date.now() + 31_000);
      await expect.poll(() => gateway.streams.size).toBe(0);
      expect(gateway.streams.evicted).toBe(1);
      // Nobody reads the topic any more, and its history can be forgotten.
      broker.forget(Date.now() + 3_600_000);
      // The gateway itself goes on to read which sessions end.
      expect(broker.topicCount).toBe(1);
      socket.destroy();
    },
  );
});

describe('a reader that never closes its side', () => {
  async function openHalf(baseUrl: string, expiresInSeconds?: number) {
    const { port, hostname } = new URL(baseUrl);
    const socket = connect({ port: Number(port), host: hostname, allowHalfOpen: true });
    onTestFinished(() => void socket.destroy());
    const { Authorization = '' } = await bearer(expiresInSeconds);
    socket.write(`GET /api/v1/sse/project_1 HTTP/1.1\r\nHost: gateway\r\nAuthorization: ${Authorization}\r\n\r\n`);
    let text = '';
    socket.on('data', (chunk: Buffer) => (text += chunk.toString('utf8')));
    await expect.poll(() => text).toContain('event: ready');
    return { socket, text: () => text };
  }

  test('is forgotten some time after its token has expired', async () => {
    const { baseUrl, gateway } = await startGateway();
    const { socket } = await openHalf(baseUrl, 60);
    gateway.streams.tick(Date.now() + 61_000);
    await once(socket, 'end');
    gateway.streams.tick(Date.now() + 62_000);
    expect(gateway.streams.size).toBe(1);
    gateway.streams.tick(Date.now() + 93_000);
    await expect.poll(() => gateway.streams.size).toBe(0);
    expect(gateway.streams.evicted).toBe(0);
  });

  test('and sends what is not HTTP finds no answer in its stream', async () => {
    const { baseUrl, gateway } = await startGateway();
    const { socket, text } = await openHalf(baseUrl);
    const ended = once(socket, 'end');
    socket.write('\u0016\u0003\u0001 this is not HTTP\r\n\r\n');
    await ended;
    expect(text()).not.toContain('HTTP/1.1 400');
    await expect.poll(() => gateway.streams.size).toBe(0);
  });
});

describe('a drain', () => {
  test('sends away also those whose grants were being asked for', async () => {
    const asking = withResolvers();
    const answered = withResolvers();
    const authority: TopicAuthority = {
      authorize: async (_, requested) => {
        asking.resolve();
        await answered.promise;
        return requested.map((topic) => ({ requested: topic, topic }));
      },
    };
    const { baseUrl, gateway } = await startGateway({ authority });
    const response = fetch(`${baseUrl}/api/v1/sse/project_1`, { headers: await bearer() });
    await asking.promise;
    const drained = gateway.drain(0, 60_000);
    answered.resolve();
    expect((await response).status).toBe(503);
    expect((await response).headers.get('Retry-After')).toBe('1');
    await (await response).text();
    await drained;
  });

  test('sends every reader away with a moment to come back at, takes no new one, and ends', async () => {
    const { baseUrl, gateway } = await startGateway();
    const readers = await Promise.all(
      [1, 2, 3].map(async () => EventStreamReader.open(`${baseUrl}/api/v1/sse/project_1`, await bearer())),
    );
    for (const reader of readers) await reader.next();
    const drained = gateway.drain(5000, 1000);
    for (const reader of readers) {
      expect(await reader.next()).toMatchObject({
        event: 'closing',
        data: { reason: 'draining', retry_after_ms: expect.any(Number) as number },
      });
      expect(await reader.next()).toBeUndefined();
    }
    await drained;
    await expect(fetch(`${baseUrl}/livez`)).rejects.toThrow();
  });

  test('does not wait longer than it was told for a reader that stays', async () => {
    const { baseUrl, gateway } = await startGateway();
    const { port, hostname } = new URL(baseUrl);
    const socket = connect({ port: Number(port), host: hostname, allowHalfOpen: true });
    const { Authorization = '' } = await bearer();
    socket.write(`GET /api/v1/sse/project_1 HTTP/1.1\r\nHost: gateway\r\nAuthorization: ${Authorization}\r\n\r\n`);
    await once(socket, 'data');
    await gateway.drain(0, 50);
    socket.destroy();
  });
});

describe('the other addresses', () => {
  test('health tells what a status page needs', async () => {
    const { baseUrl } = await startGateway();
    const response = await fetch(`${baseUrl}/api/v1/health`);
    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({
      status: 'healthy',
      service: 'realtime',
      version: '1.2.3',
      checks: { connections: { status: 'healthy', open: 0 } },
    });
  });

  test.each(['/livez', '/nowhere', '/metrics', '/api/v1/sse/project_1'])('%s tells how long it took', async (path) => {
    const { baseUrl } = await startGateway();
    const abort = new AbortController();
    const response = await fetch(baseUrl + path, { headers: await bearer(), signal: abort.signal });
    expect(response.headers.get('X-Process-Time')).toMatch(/^\d+\.\d{4}$/);
    abort.abort();
  });

  test('metrics count connections, events and answers', async () => {
    const { baseUrl } = await startGateway();
    await EventStreamReader.open(`${baseUrl}/api/v1/sse/project_1`, await bearer());
    await fetch(`${baseUrl}/nowhere`);
    const text = await (await fetch(`${baseUrl}/metrics`)).text();
    expect(text).toContain('throughline_gateway_connections 1\n');
    expect(text).toContain('throughline_gateway_answers{status="404"} 1\n');
    expect(text).toContain(
      '# TYPE throughline_gateway_events_published counter\nthroughline_gateway_events_published 0\n',
    );
  });

  test.each([
    ['GET', '/nowhere', 404, 'http.not_found'],
    ['DELETE', '/api/v1/events', 405, 'http.method_not_allowed'],
    ['POST', '/api/v1/sse', 405, 'http.method_not_allowed'],
    ['POST', '/api/v1/sse/project_1', 405, 'http.method_not_allowed'],
    ['GET', '//', 400, 'http.malformed_request'],
  ])('%s %s is answered with the envelope', async (method, path, status, code) => {
    const { baseUrl } = await startGateway();
    const response = await fetch(baseUrl + path, { method, headers: { 'X-Request-ID': 'from-the-caller' } });
    expect(response.status).toBe(status);
    expect(await response.json()).toMatchObject({ code, request_id: 'from-the-caller' });
    if (status === 405) expect(response.headers.get('Allow')).toBe(path.includes('sse') ? 'GET' : 'POST');
  });

  test.each(['a b', 'x'.repeat(129), ''])('the request id %j is replaced', async (id) => {
    const { baseUrl } = await startGateway();
    const response = await fetch(`${baseUrl}/livez`, { headers: { 'X-Request-ID': id } });
    expect(response.headers.get('X-Request-ID')).toMatch(/^[0-9a-f-]{36}$/);
  });

  test.each([
    ['https://app.example', 'https://app.example'],
    ['https://evil.example', null],
  ])('a page of %s reads the answer only when it is listed', async (origin, allowed) => {
    const { baseUrl } = await startGateway();
    const headers = {
      Origin: origin,
      'Access-Control-Request-Method': 'GET',
      'Access-Control-Request-Headers': 'authorization',
    };
    const preflight = await fetch(`${baseUrl}/api/v1/sse/project_1`, { method: 'OPTIONS', headers });
    expect(preflight.headers.get('Access-Control-Allow-Origin')).toBe(allowed);
    const refused = await fetch(`${baseUrl}/api/v1/sse/project_1`, { headers: { Origin: origin } });
    expect(refused.headers.get('Access-Control-Allow-Origin')).toBe(allowed);
  });

  test('what is not HTTP is turned away, and the next request is answered', async () => {
    const { baseUrl, gateway } = await startGateway();
    const { port, hostname } = new URL(baseUrl);
    const socket = connect({ port: Number(port), host: hostname, allowHalfOpen: true });
    onTestFinished(() => void socket.destroy());
    socket.write('\u0016\u0003\u0001 this is not HTTP\r\n\r\n');
    const [chunk] = (await once(socket, 'data')) as [Buffer];
    expect(chunk.toString()).toMatch(/^HTTP\/1\.1 400 /);
    // Not even half of the connection is kept.
    await expect.poll(() => promisify(gateway.server.getConnections.bind(gateway.server))()).toBe(0);
    expect((await fetch(`${baseUrl}/readyz`)).status).toBe(200);
  });
});

function withResolvers(): { promise: Promise<void>; resolve: () => void } {
  let resolve: () => void = () => undefined;
  const promise = new Promise<void>((resolvePromise) => {
    resolve = resolvePromise;
  });
  return { promise, resolve };
}
