import { contracts, webhookSchemas, type OperationContract } from '@throughline/contracts/realtime';
import openApi from '@throughline/contracts/realtime/openapi.json' with { type: 'json' };
import { describe, expect, test } from 'vitest';
import { EventStreamReader } from '../tests/event-stream-reader.ts';
import { sign, signService, startGateway } from '../tests/start-gateway.ts';

const operations: readonly OperationContract[] = [
  ...Object.values(contracts.realtime),
  ...Object.values(contracts.operation),
];

const event = {
  id: 'e-1',
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
};

/** A request that the operation answers with success. */
async function goodRequest({ path, method }: OperationContract): Promise<[string, RequestInit]> {
  const token = path === '/api/v1/events' ? await signService() : await sign();
  const headers = { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' };
  const query = path === '/api/v1/sse' ? '?topics=project_1' : '';
  const init = method === 'POST' ? { method, headers, body: JSON.stringify({ events: [event] }) } : { method, headers };
  return [path.replace(':topic', 'project_1') + query, init];
}

test('the document has the routes of the code, and the code has the routes of the document', async () => {
  const { gateway } = await startGateway();
  const documented = Object.entries(openApi.paths).flatMap(([path, item]) =>
    Object.keys(item).map((method) => `${method.toUpperCase()} ${path}`),
  );
  expect([...gateway.routes].sort()).toEqual(documented.sort());
  expect(operations.map(({ method, path }) => `${method} ${path.replace(':topic', '{topic}')}`).sort()).toEqual(
    documented.sort(),
  );
});

describe('a real answer is what the document says:', () => {
  test.each(operations.map((operation) => [operation.metadata.operationId, operation] as const))(
    '%s',
    async (_, operation) => {
      const { baseUrl } = await startGateway();
      const [path, init] = await goodRequest(operation);
      const abort = new AbortController();
      const response = await fetch(baseUrl + path, { ...init, signal: abort.signal });
      const schema = operation.responses[response.status];
      expect(response.ok).toBe(true);
      const type = operation.metadata.responseContentTypes?.[response.status] ?? 'application/json';
      expect(response.headers.get('Content-Type')).toContain(type);
      if (type === 'application/json') schema?.parse(await response.json());
      else abort.abort();
      expect(schema).toBeDefined();

      if (operation.metadata.security.length === 0) return;
      const refused = await fetch(baseUrl + path, { ...init, headers: {} });
      expect(refused.status).toBe(401);
      operation.responses[401]?.parse(await refused.json());
    },
  );

  test('the document is served as it is', async () => {
    const { baseUrl } = await startGateway();
    expect(await (await fetch(`${baseUrl}/api/v1/realtime/openapi.json`)).json()).toEqual(openApi);
  });

  test('what the gateway itself says on a stream', async () => {
    const { baseUrl, gateway, owner, broker } = await startGateway();
    owner.snapshotKinds = ['project'];
    owner.refused.add('user_9');
    const now = Math.floor(Date.now() / 1000);
    const headers = { Authorization: `Bearer ${await sign({ exp: now + 60 })}`, 'Last-Event-ID': 'gone.1' };
    const reader = await EventStreamReader.open(`${baseUrl}/api/v1/sse?topics=project_1,user_ada,user_9`, headers);
    await broker.publish([event]);
    const frames: string[] = [];
    const expectNext = async (name: keyof typeof webhookSchemas, schema: (typeof webhookSchemas)[typeof name]) => {
      const frame = await reader.next();
      frames.push(frame?.event ?? 'event');
      schema.parse(frame?.data);
      expect(frame?.event).toBe(name);
    };
    await expectNext('ready', webhookSchemas.ready);
    await expectNext('snapshot', webhookSchemas.snapshot);
    await expectNext('reset', webhookSchemas.reset);
    expect((await reader.next())?.event).toBeUndefined();
    gateway.streams.tick(Date.now() + 35_000);
    await expectNext('expiring', webhookSchemas.expiring);
    gateway.streams.tick(Date.now() + 61_000);
    await expectNext('closing', webhookSchemas.closing);
    expect(frames).toEqual(['ready', 'snapshot', 'reset', 'expiring', 'closing']);
  });
});
