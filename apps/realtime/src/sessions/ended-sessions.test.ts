import { describe, expect, test } from 'vitest';
import { EventStreamReader } from '../../tests/event-stream-reader.ts';
import { sign, signService, startGateway, type TestGateway } from '../../tests/start-gateway.ts';
import { EndedSessions } from './ended-sessions.ts';

/** What `throughline.tokens` tells when a session ends; its access tokens live for five minutes. */
function sessionEnded(sid: string, changes: Readonly<Record<string, unknown>> = {}) {
  const now = Date.now();
  return {
    id: `ended-${sid}`,
    type: 'session.ended',
    topics: ['sessions_ada', 'internal_sessions'],
    occurred_at: new Date(now).toISOString(),
    actor_id: 'ada',
    entity_id: sid,
    entity_version: 2,
    schema_version: 1,
    request_id: null,
    traceparent: null,
    data: {
      id: sid,
      reason: 'ended_elsewhere',
      ended_at: new Date(now).toISOString(),
      denied_until: new Date(now + 300_000).toISOString(),
    },
    ...changes,
  };
}

async function bearer(claims: Readonly<Record<string, unknown>> = {}): Promise<Record<string, string>> {
  return { Authorization: `Bearer ${await sign(claims)}` };
}

async function publish({ baseUrl }: TestGateway, ...events: readonly unknown[]): Promise<number> {
  const response = await fetch(`${baseUrl}/api/v1/events`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${await signService()}`, 'Content-Type': 'application/json' },
    body: JSON.stringify({ events }),
  });
  return response.status;
}

describe('when a session ends', () => {
  test('its connections are closed with a word, and those of the person’s other sessions stay', async () => {
    const started = await startGateway();
    const url = `${started.baseUrl}/api/v1/sse/project_1`;
    const ended = await EventStreamReader.open(url, await bearer({ sid: 'lost' }));
    const other = await EventStreamReader.open(url, await bearer({ sid: 'kept' }));
    await ended.next();
    await other.next();
    expect(await publish(started, sessionEnded('lost'))).toBe(200);
    expect(await ended.next()).toMatchObject({
      event: 'closing',
      data: { reason: 'session_ended', retry_after_ms: 0 },
    });
    expect(await ended.next()).toBeUndefined();
    await started.broker.publish([{ ...sessionEnded('x'), id: 'n', type: 'note.added', topics: ['project_1'] }]);
    expect(await other.next()).toMatchObject({ data: { id: 'n' } });
  });

  test.each([
    ['a stream', 'GET', '/api/v1/sse/project_1'],
    ['a ticket', 'POST', '/api/v1/realtime/tickets'],
    ['what the token is worth', 'GET', '/api/v1/auth/test'],
  ])('its token, good by itself, gets no %s, and a token of another session does', async (_, method, path) => {
    const started = await startGateway();
    const ask = async (sid: string | undefined) => {
      const response = await fetch(started.baseUrl + path, { method, headers: await bearer({ sid }) });
      if (response.ok) void response.body?.cancel();
      return response.ok ? 'ok' : ((await response.json()) as { code: string }).code;
    };
    expect(await ask('lost')).toBe('ok');
    await publish(started, sessionEnded('lost'));
    await expect.poll(() => ask('lost')).toBe('auth.session_revoked');
    expect(await ask('kept')).toBe('ok');
    expect(await ask(undefined)).toBe('ok');
  });

  test('a ticket of before is worth nothing', async () => {
    const started = await startGateway();
    const answer = await fetch(`${started.baseUrl}/api/v1/realtime/tickets`, {
      method: 'POST',
      headers: await bearer({ sid: 'lost' }),
    });
    const { ticket } = (await answer.json()) as { ticket: string };
    await publish(started, sessionEnded('lost'));
    const refused = await fetch(`${started.baseUrl}/api/v1/sse/project_1?ticket=${ticket}`);
    expect([refused.status, ((await refused.json()) as { code: string }).code]).toEqual([401, 'auth.session_revoked']);
  });

  test('while its person’s grants are asked for, no stream begins', async () => {
    const started = await startGateway();
    const { authorize } = started.parts.authority;
    // The owner answers when the session has ended.
    started.parts.authority.authorize = async (...asked) => {
      await publish(started, sessionEnded('lost'));
      return authorize.apply(started.parts.authority, asked);
    };
    const refused = await fetch(`${started.baseUrl}/api/v1/sse/project_1`, { headers: await bearer({ sid: 'lost' }) });
    expect(refused.status).toBe(401);
    expect(started.gateway.streams.size).toBe(0);
  });

  test.each([
    ['of another type', { type: 'session.started' }],
    ['without its id', { data: { denied_until: '2030-01-01T00:00:00Z' } }],
    ['without its end', { data: { id: 'lost' } }],
    ['with an end that is no instant', { data: { id: 'lost', denied_until: 'soon' } }],
    ['of nothing', { data: null }],
    ['of long ago', { data: { id: 'lost', denied_until: '2020-01-01T00:00:00Z' } }],
    ['that only its person reads', { topics: ['sessions_ada'] }],
  ])('an event %s signs nobody out, and the next one is heard', async (_, changes) => {
    const started = await startGateway();
    await publish(started, sessionEnded('lost', changes), sessionEnded('other'));
    const status = async (sid: string) =>
      (await fetch(`${started.baseUrl}/api/v1/auth/test`, { headers: await bearer({ sid }) })).status;
    await expect.poll(() => status('other')).toBe(401);
    expect(await status('lost')).toBe(200);
  });
});

test('an ended session is forgotten when the last of its tokens has expired, clocks considered', () => {
  const ended = new EndedSessions();
  ended.add('first', 1000, 0);
  ended.add('second', 500_000, 61_000 - 1);
  expect([ended.has('first'), ended.has('second')]).toEqual([true, true]);
  ended.add('third', 600_000, 61_000);
  expect([ended.has('first'), ended.has('second'), ended.has('third')]).toEqual([false, true, true]);
  expect(ended.has(undefined)).toBe(false);
  expect(ended.size).toBe(2);
});
