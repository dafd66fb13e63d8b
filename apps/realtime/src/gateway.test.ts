import { once } from 'node:events';
import { connect } from 'node:net';
import { describe, expect, test } from 'vitest';
import { EventStreamReader } from '../tests/event-stream-reader.ts';
import { sign, startGateway } from '../tests/start-gateway.ts';

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
  test('holds no memory beyond its socket, is told what it lost, and is given up in the end', async () => {
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
    socket.destroy();
  });
});

describe('a drain', () => {
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
    ['GET', '//', 400, 'http.malformed_request'],
  ])('%s %s is answered with the envelope', async (method, path, status, code) => {
    const { baseUrl } = await startGateway();
    const response = await fetch(baseUrl + path, { method, headers: { 'X-Request-ID': 'from-the-caller' } });
    expect(response.status).toBe(status);
    expect(await response.json()).toMatchObject({ code, request_id: 'from-the-caller' });
    if (status === 405) expect(response.headers.get('Allow')).toBe(path.endsWith('sse') ? 'GET' : 'POST');
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
    const { baseUrl } = await startGateway();
    const { port, hostname } = new URL(baseUrl);
    const socket = connect(Number(port), hostname);
    socket.write('\u0016\u0003\u0001 this is not HTTP\r\n\r\n');
    const [chunk] = (await once(socket, 'data')) as [Buffer];
    expect(chunk.toString()).toMatch(/^HTTP\/1\.1 400 /);
    expect((await fetch(`${baseUrl}/readyz`)).status).toBe(200);
  });
});
