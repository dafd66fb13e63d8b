import { request } from 'node:http';
import { connect } from 'node:net';
import { gzipSync } from 'node:zlib';
import { describe, expect, onTestFinished, test } from 'vitest';
import { sign, signService, startGateway } from '../../tests/start-gateway.ts';

const event = {
  id: 'e-1',
  type: 'task.moved',
  topics: ['project_1'],
  occurred_at: '2026-11-21T12:00:00Z',
  actor_id: 'ada',
  entity_id: 't',
  entity_version: 2,
  schema_version: 1,
  request_id: null,
  traceparent: null,
  data: { title: 'Write' },
};

interface Outcome {
  status: number;
  body: { results?: unknown; code?: string; error?: unknown; request_id?: string };
}

async function post(
  baseUrl: string,
  body: string | Uint8Array<ArrayBuffer>,
  headers: Record<string, string>,
): Promise<Outcome> {
  const response = await fetch(`${baseUrl}/api/v1/events`, {
    method: 'POST',
    body,
    headers: { 'Content-Type': 'application/json', ...headers },
  });
  return { status: response.status, body: (await response.json()) as Outcome['body'] };
}

async function authorized(): Promise<Record<string, string>> {
  return { Authorization: `Bearer ${await signService()}` };
}

describe('a batch of events', () => {
  test('is taken, also packed, and answered with positions; the same again delivers nothing', async () => {
    const { baseUrl } = await startGateway();
    const body = JSON.stringify({ events: [event, { ...event, id: 'e-2', topics: ['project_1', 'user_ada'] }] });
    const first = await post(baseUrl, body, await authorized());
    expect(first).toMatchObject({
      status: 200,
      body: {
        results: [
          { id: 'e-1', duplicate: false },
          { id: 'e-2', duplicate: false },
        ],
      },
    });
    const again = await post(baseUrl, gzipSync(body), { ...(await authorized()), 'Content-Encoding': 'gzip' });
    expect(again).toMatchObject({ status: 200, body: { results: [{ duplicate: true }, { duplicate: true }] } });
  });

  test.each<[string, unknown, string]>([
    ['no events', {}, 'events'],
    ['events that are no list', { events: event }, 'events'],
    [
      'more events than the limit',
      { events: Array.from({ length: 101 }, (_, index) => ({ ...event, id: String(index) })) },
      'events',
    ],
    ['an event without an id', { events: [{ ...event, id: undefined }] }, 'events.0.id'],
    ['a line break in the topic', { events: [{ ...event, topics: ['project_1\nid: 1'] }] }, 'events.0.topics.0'],
    ['a type in capitals', { events: [{ ...event, type: 'TASK.MOVED' }] }, 'events.0.type'],
    ['a version as text', { events: [{ ...event, entity_version: '2' }] }, 'events.0.entity_version'],
    ['one bad event among good ones', { events: [event, { ...event, id: 'e-2', topics: [] }] }, 'events.1.topics'],
    ['a list', [event], 'non_field_errors'],
  ])('with %s is refused whole, naming the place', async (_, body, field) => {
    const { baseUrl, broker } = await startGateway();
    const outcome = await post(baseUrl, JSON.stringify(body), await authorized());
    expect(outcome).toMatchObject({ status: 400, body: { code: 'validation.failed' } });
    expect(Object.keys(outcome.body.error as object)).toContain(field);
    expect(broker.totalBytes).toBe(0);
  });

  test.each<[string, string | Uint8Array<ArrayBuffer>, Record<string, string>, number, string]>([
    ['that is cut off', '{"events":[', {}, 400, 'http.malformed_request'],
    ['that is not UTF-8', new Uint8Array([0x22, 0xff, 0x22]), {}, 400, 'http.malformed_request'],
    ['of another type', 'events', { 'Content-Type': 'text/plain' }, 415, 'http.unsupported_media_type'],
    ['packed in another way', '{}', { 'Content-Encoding': 'br' }, 415, 'http.unsupported_media_type'],
    ['that says gzip and is not', '{}', { 'Content-Encoding': 'gzip' }, 400, 'http.malformed_request'],
    [
      'that is too large',
      JSON.stringify({ events: [{ ...event, data: 'x'.repeat(100_001) }] }),
      {},
      413,
      'http.body_too_large',
    ],
    [
      'that is small and unpacks to too much',
      gzipSync(Buffer.alloc(5_000_000, ' ')),
      { 'Content-Encoding': 'gzip' },
      413,
      'http.body_too_large',
    ],
  ])('in a body %s is refused', async (_, body, headers, status, code) => {
    const { baseUrl } = await startGateway();
    expect(await post(baseUrl, body, { ...(await authorized()), ...headers })).toMatchObject({
      status,
      body: { code },
    });
  });
});

describe('the rest of a refused body', () => {
  async function openRaw(baseUrl: string, head: string) {
    const { port, hostname } = new URL(baseUrl);
    const { Authorization = '' } = await authorized();
    const socket = connect({ port: Number(port), host: hostname, allowHalfOpen: true });
    onTestFinished(() => void socket.destroy());
    let answers = '';
    socket.on('data', (chunk: Buffer) => (answers += chunk.toString('utf8')));
    socket.write(
      `POST /api/v1/events HTTP/1.1\r\nHost: gateway\r\nAuthorization: ${Authorization}\r\nContent-Type: application/json\r\n${head}\r\n\r\n`,
    );
    return { socket, answers: () => answers };
  }

  test('without a length is not waited for, and then the connection serves on', async () => {
    const { baseUrl } = await startGateway();
    const { socket, answers } = await openRaw(baseUrl, 'Transfer-Encoding: chunked');
    const chunk = ' '.repeat(60_000);
    for (let count = 0; count < 2; count += 1) socket.write(`${chunk.length.toString(16)}\r\n${chunk}\r\n`);
    await expect.poll(answers).toMatch(/^HTTP\/1\.1 413 [^]*http\.body_too_large/);
    for (let count = 0; count < 10; count += 1) socket.write(`${chunk.length.toString(16)}\r\n${chunk}\r\n`);
    socket.write('0\r\n\r\nGET /livez HTTP/1.1\r\nHost: gateway\r\n\r\n');
    await expect.poll(answers).toContain('HTTP/1.1 200 OK');
  });

  test('is taken, so that a sender who writes before it reads gets the answer', async () => {
    const { baseUrl } = await startGateway();
    const { socket, answers } = await openRaw(baseUrl, 'Content-Length: 20000000');
    await new Promise((resolve) => socket.write(Buffer.alloc(20_000_000, ' '), resolve));
    await expect.poll(answers).toMatch(/^HTTP\/1\.1 413 /);
  });

  test('is not taken without end', async () => {
    const { baseUrl } = await startGateway();
    const { socket } = await openRaw(baseUrl, 'Content-Length: 200000000');
    const closed = new Promise((resolve) => socket.once('close', resolve));
    socket.on('error', () => undefined).write(Buffer.alloc(100_000_000, ' '));
    await closed;
  });

  test.each([
    ['as it is', {}, '{"events":['],
    ['packed', { 'Content-Encoding': 'gzip' }, gzipSync('{"events":[]}').subarray(0, 15)],
  ])('and that is cut off, sent %s, hurts nobody', async (_, headers, part) => {
    const { baseUrl } = await startGateway();
    const sending = request(`${baseUrl}/api/v1/events`, {
      method: 'POST',
      agent: false,
      headers: { ...(await authorized()), 'Content-Type': 'application/json', ...headers },
    });
    sending.on('error', () => undefined);
    await new Promise((resolve) => sending.write(part, resolve));
    sending.destroy();
    await expect
      .poll(async () => (await fetch(`${baseUrl}/metrics`)).text())
      .toContain('throughline_gateway_answers{status="400"} 1\n');
  });
});

describe('an event that is nested too deeply', () => {
  test('is refused, and leaves nothing half taken', async () => {
    const { baseUrl, broker } = await startGateway();
    const subscription = await broker.subscribe(['project_1'], undefined, () => undefined);
    const deep = `${'['.repeat(30_000)}${']'.repeat(30_000)}`;
    const body = JSON.stringify({ events: [event, { ...event, id: 'e-2', data: 'DEEP' }] }).replace('"DEEP"', deep);
    expect(await post(baseUrl, body, await authorized())).toMatchObject({
      status: 400,
      body: { code: 'validation.failed' },
    });
    expect(subscription.read(1e6).frames).toEqual([]);
    const again = await post(baseUrl, JSON.stringify({ events: [event] }), await authorized());
    expect(again).toMatchObject({ status: 200, body: { results: [{ id: 'e-1', duplicate: false }] } });
  });
});

describe('publishing', () => {
  test.each<[string, () => Promise<string | undefined>, number, string]>([
    ['without a token', () => Promise.resolve(undefined), 401, 'auth.not_authenticated'],
    ['with a person’s token', () => sign(), 401, 'auth.token_invalid'],
    ['with a person’s token for this audience', () => sign({ aud: 'realtime' }), 401, 'auth.token_invalid'],
    [
      'with a service’s token for another service',
      () => signService({ aud: 'throughline' }),
      401,
      'auth.token_invalid',
    ],
    [
      'with a service’s token of another scope',
      () => signService({ scope: 'events:read publish' }),
      403,
      'auth.permission_denied',
    ],
    [
      'with an expired token',
      () => signService({ exp: Math.floor(Date.now() / 1000) - 31 }),
      401,
      'auth.token_expired',
    ],
  ])('%s is refused', async (_, token, status, code) => {
    const { baseUrl, broker } = await startGateway();
    const text = await token();
    const outcome = await post(
      baseUrl,
      JSON.stringify({ events: [event] }),
      text === undefined ? {} : { Authorization: `Bearer ${text}` },
    );
    expect(outcome).toMatchObject({ status, body: { code } });
    expect(broker.totalBytes).toBe(0);
  });
});
