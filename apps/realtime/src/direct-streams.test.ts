import { once } from 'node:events';
import { createServer } from 'node:http';
import { connect } from 'node:net';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { EventStreamReader } from '../tests/event-stream-reader.ts';
import { openRaw } from '../tests/raw-answer.ts';
import { sign, startGateway, type TestGateway } from '../tests/start-gateway.ts';
import type { GatewayParts } from './gateway.ts';

/** The same gateway, every connection of which `node:http` serves. */
async function startReference(overrides: Partial<GatewayParts>): Promise<TestGateway> {
  const started = await startGateway(overrides);
  const { server } = started.gateway;
  server.removeAllListeners('connection');
  for (const serve of createServer().listeners('connection'))
    server.on('connection', serve as (...given: unknown[]) => void);
  return started;
}

/** Without what differs from one run to the next. */
function stable(answer: string): string {
  return answer
    .replaceAll(/(?<=\r\nDate: )[^\r]+/g, '<date>')
    .replaceAll(/(?<=\r\nX-Process-Time: )\d+\.\d{4}(?=\r)/g, '<seconds>')
    .replaceAll(/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, '<uuid>')
    .replaceAll(/[0-9a-f]{8}\.\d+/g, '<position>');
}

describe('a stream that node:http does not serve is begun and refused as there', () => {
  test.each<[string, string, string[], Partial<GatewayParts>?]>([
    ['a stream', '/api/v1/sse/project_1', []],
    ['a stream of several topics', '/api/v1/sse?topics=project_1,mine,user_9', []],
    [
      'a stream of a listed origin, with a request id',
      '/api/v1/sse/project_1',
      ['Origin: https://app.example', 'X-Request-ID: mine'],
    ],
    ['a stream of another origin', '/api/v1/sse/project_1', ['Origin: https://evil.example']],
    ['a stream that is to be closed', '/api/v1/sse/project_1', ['Connection: close']],
    ['a stream of an unknown place', '/api/v1/sse/project_1', ['Last-Event-ID: gone.17']],
    ['a request id that is not sane', '/api/v1/sse/project_1', ['X-Request-ID: a b']],
    ['no topic', '/api/v1/sse', ['Origin: https://app.example', 'X-Request-ID: mine']],
    ['a topic of no form', '/api/v1/sse/PROJECT', []],
    ['a topic that is refused', '/api/v1/sse/project_2', []],
    ['a token in the address', '/api/v1/sse/project_1?token=a', []],
    ['a ticket that nobody gave', '/api/v1/sse/project_1?ticket=a', []],
    ['a bad token', '/api/v1/sse/project_1', ['Authorization: Bearer nonsense']],
    ['no token', '/api/v1/sse/project_1', ['Authorization: Basic eDp5']],
    ['one connection too many', '/api/v1/sse/project_1', [], { maxConnectionsPerUser: 0 }],
    [
      'an owner that is away',
      '/api/v1/sse/project_1',
      [],
      { authority: { authorize: () => Promise.reject(new Error('gone')) } },
    ],
  ])('%s', async (_, target, lines, overrides = {}) => {
    const authorization = lines.some((line) => line.startsWith('Authorization'))
      ? []
      : [`Authorization: Bearer ${await sign()}`];
    const head = `${[`GET ${target} HTTP/1.1`, 'Host: gateway', ...authorization, ...lines].join('\r\n')}\r\n\r\n`;
    const answers = await Promise.all(
      [startGateway, startReference].map(async (start) => {
        const { baseUrl, owner } = await start(overrides);
        owner.refused.add('project_2');
        return stable(await (await openRaw(baseUrl)).ask(head));
      }),
    );
    expect(answers[0]).toMatch(/^HTTP\/1\.1 [2-5]\d\d /);
    expect(answers[0]).toBe(answers[1]);
  });
});

test('a refused request is asked about once, and its connection serves the next', async () => {
  const { baseUrl, owner } = await startGateway();
  owner.refused.add('project_2');
  const connection = await openRaw(baseUrl);
  const Authorization = `Bearer ${await sign()}`;
  const ask = (target: string) =>
    connection.ask(`GET ${target} HTTP/1.1\r\nHost: gateway\r\nAuthorization: ${Authorization}\r\n\r\n`);
  expect(await ask('/api/v1/sse/project_2')).toContain('auth.permission_denied');
  expect(owner.asked).toHaveLength(1);
  expect(await ask('/livez')).toMatch(/^HTTP\/1\.1 200 /);
  expect(await ask('/api/v1/sse/project_1')).toContain('event: ready');
});

test.each(['while it is asked for', 'when it has begun'])(
  'who ends their side of a stream %s has left',
  async (moment) => {
    const asked = vi.fn();
    let answer = (): void => undefined;
    const answered = new Promise<void>((resolve) => (answer = resolve));
    const { baseUrl, gateway, broker } = await startGateway({
      authority: {
        authorize: async (_, requested) => {
          asked();
          if (moment === 'while it is asked for') await answered;
          return requested.map((topic) => ({ requested: topic, topic }));
        },
      },
    });
    const { port, hostname } = new URL(baseUrl);
    const socket = connect(Number(port), hostname);
    onTestFinished(() => void socket.destroy());
    socket.write(`GET /api/v1/sse/project_1 HTTP/1.1\r\nHost: h\r\nAuthorization: Bearer ${await sign()}\r\n\r\n`);
    await expect.poll(() => asked.mock.calls.length).toBe(1);
    if (moment === 'when it has begun') await expect.poll(() => gateway.streams.size).toBe(1);
    const closed = once(socket, 'close');
    socket.resume().end();
    await closed;
    answer();
    await expect.poll(() => gateway.streams.size).toBe(0);
    broker.forget(Date.now() + 3_600_000);
    // The gateway's own subscription to sessions that end is all that is left.
    await expect.poll(() => broker.topicCount).toBe(1);
  },
);

test('a drain closes the connections that have said nothing', async () => {
  const { baseUrl, gateway } = await startGateway();
  const { port, hostname } = new URL(baseUrl);
  const socket = connect(Number(port), hostname);
  onTestFinished(() => void socket.destroy());
  const accepted = once(gateway.server, 'connection');
  await once(socket, 'connect');
  await accepted;
  const closed = once(socket.resume(), 'close');
  await gateway.drain(0, 60_000);
  await closed;
});

test('a stream that node:http serves, because of a header that the door does not know, brings events too', async () => {
  const { baseUrl, broker } = await startGateway();
  const headers = { Authorization: `Bearer ${await sign()}`, 'X-Of-A-Proxy': '1' };
  const reader = await EventStreamReader.open(`${baseUrl}/api/v1/sse/project_1`, headers);
  expect(await reader.next()).toMatchObject({ event: 'ready' });
  await broker.publish([
    {
      id: 'a',
      type: 'task.moved',
      topics: ['project_1'],
      occurred_at: '2026-11-21T12:00:00Z',
      actor_id: null,
      entity_id: 't',
      entity_version: 1,
      schema_version: 1,
      request_id: null,
      traceparent: null,
      data: {},
    },
  ]);
  expect(await reader.next()).toMatchObject({ data: { id: 'a' } });
});
