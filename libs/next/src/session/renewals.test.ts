import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { RotatingBackend } from '../../tests/rotating-backend.ts';
import { sessionOfBackend, signedIn } from '../../tests/session-of-backend.ts';
import type { RenewalMemory } from './renewal-memory.ts';
import { isDue, isNewer } from './session-data.ts';

test('50 parallel requests in two processes at expiry make one successor, with one call for each process', async () => {
  const backend = await new RotatingBackend().listen();
  const processes = [sessionOfBackend(backend), sessionOfBackend(backend)] as const;
  const session = await signedIn(backend, 0);
  const outcomes = await Promise.all(
    Array.from({ length: 50 }, (_, index) => processes[index % 2 === 0 ? 0 : 1].renewals.fresh(session)),
  );
  expect(outcomes.map((outcome) => outcome.status)).toEqual(Array.from({ length: 50 }, () => 'signed-in'));
  const refreshTokens = outcomes.map((outcome) => (outcome.status === 'signed-in' ? outcome.session.refresh : ''));
  expect(new Set(refreshTokens).size).toBe(1);
  expect(backend.successors).toBe(1);
  expect(backend.calls).toBeLessThanOrEqual(2);
  expect(backend.revoked.size).toBe(0);
});

test('a request that comes with the old cookie after the renewal gets its result without a call', async () => {
  const backend = await new RotatingBackend().listen();
  const { renewals } = sessionOfBackend(backend);
  const session = await signedIn(backend, 0);
  const first = await renewals.fresh(session);
  expect(await renewals.fresh(session)).toEqual(first);
  expect(backend.calls).toBe(1);
});

test('a session that is not about to expire is left alone', async () => {
  const backend = await new RotatingBackend().listen();
  const { renewals } = sessionOfBackend(backend);
  const session = await signedIn(backend);
  expect(await renewals.fresh(session)).toEqual({ status: 'signed-in', session });
  expect(backend.calls).toBe(0);
});

test('a token that lives shorter than the lead is renewed once for each request, not for ever', async () => {
  const backend = await new RotatingBackend({ accessSeconds: 0 }).listen();
  const { renewals } = sessionOfBackend(backend);
  expect(await renewals.fresh(await signedIn(backend, 0))).toMatchObject({ status: 'signed-in' });
  expect(backend.calls).toBe(1);
});

describe('a failure is told from a refusal', () => {
  test.each([
    ['the answer is lost', ['lost'] as const],
    ['the connection breaks', ['reset', 'reset'] as const],
    ['the backend restarts', ['error', 'reset'] as const],
  ])('when %s, the same token is sent again and gives the same successor', async (_, failures) => {
    const backend = await new RotatingBackend().listen();
    backend.failures.push(...failures);
    const outcome = await sessionOfBackend(backend).renewals.fresh(await signedIn(backend, 0));
    expect(outcome.status).toBe('signed-in');
    expect(backend.successors).toBe(1);
    expect(backend.calls).toBe(failures.length + 1);
  });

  test('when the backend is away, the session is kept and the next request asks again', async () => {
    const backend = await new RotatingBackend().listen();
    backend.failures.push(...Array.from({ length: 20 }, () => 'error' as const));
    const { renewals } = sessionOfBackend(backend);
    const session = await signedIn(backend, 0);
    expect(await renewals.fresh(session)).toMatchObject({ status: 'unavailable', session });
    backend.failures = [];
    expect(await renewals.fresh(session)).toMatchObject({ status: 'signed-in', session: { generation: 1 } });
  });

  test('when the backend has ended the session, nobody asks it again', async () => {
    const backend = await new RotatingBackend().listen();
    const { renewals } = sessionOfBackend(backend);
    const session = { ...(await signedIn(backend, 0)), refresh: 'not issued' };
    expect(await Promise.all([renewals.fresh(session), renewals.fresh(session)])).toEqual([
      { status: 'ended' },
      { status: 'ended' },
    ]);
    expect(await renewals.fresh(session)).toEqual({ status: 'ended' });
    expect(backend.calls).toBe(1);
  });

  test('an answer that holds no usable token keeps the session', async () => {
    const backend = await new RotatingBackend().listen();
    const refresh = () => Promise.resolve({ access: 'no JWT', refresh: 'x' });
    const session = await signedIn(backend, 0);
    const outcome = await sessionOfBackend(backend, { refresh }).renewals.fresh(session);
    expect(outcome).toMatchObject({ status: 'unavailable', session, cause: expect.any(TypeError) as unknown });
  });
});

describe('replay', () => {
  test('a lost answer, then idle past the grace, signs nobody out', async () => {
    const backend = await new RotatingBackend({ graceMs: 0 }).listen();
    const session = await signedIn(backend, 0);
    backend.failures.push('lost');
    await sessionOfBackend(backend, { retryMs: 0 }).renewals.fresh(session);
    await pause(5);
    // Another process, with no memory of it.
    expect(await sessionOfBackend(backend).renewals.fresh(session)).toMatchObject({ status: 'signed-in' });
    expect(backend.successors).toBe(1);
  });

  test('an older cookie that overwrote the newer one by one generation signs nobody out', async () => {
    const backend = await new RotatingBackend({ graceMs: 0 }).listen();
    const session = await signedIn(backend, 0);
    const first = await sessionOfBackend(backend).renewals.fresh(session);
    await pause(5);
    const second = await sessionOfBackend(backend).renewals.fresh(session);
    expect(second).toMatchObject({ status: 'signed-in', session: { generation: 1 } });
    expect(first.status === 'signed-in' && second.status === 'signed-in' && first.session.refresh).toBe(
      second.status === 'signed-in' && second.session.refresh,
    );
  });

  test('a stolen cookie that comes back two generations later ends the session for all', async () => {
    const backend = await new RotatingBackend({ graceMs: 0 }).listen();
    const stolen = await signedIn(backend, 0);
    const owner = sessionOfBackend(backend).renewals;
    const first = await owner.fresh(stolen);
    if (first.status !== 'signed-in') throw new Error(first.status);
    const second = await owner.fresh(first.session, { anew: true });
    if (second.status !== 'signed-in') throw new Error(second.status);
    await pause(5);
    expect(await sessionOfBackend(backend).renewals.fresh(stolen)).toEqual({ status: 'ended' });
    expect(await owner.fresh(second.session, { anew: true })).toEqual({ status: 'ended' });
  });
});

test('the backend is told whose request it was that asked first', async () => {
  const backend = await new RotatingBackend().listen();
  const pair = await backend.signIn();
  const told: (string | null)[] = [];
  const refresh = (_: string, asker: Headers) => {
    told.push(asker.get('X-Forwarded-For'));
    return Promise.resolve(pair);
  };
  const { renewals } = sessionOfBackend(backend, { refresh });
  const session = await signedIn(backend, 0);
  const ask = (address: string) => renewals.fresh(session, { asker: new Headers({ 'X-Forwarded-For': address }) });
  await Promise.all([ask('198.51.100.1'), ask('198.51.100.2')]);
  expect(told).toEqual(['198.51.100.1']);
});

describe('on demand', () => {
  test('a refused token is renewed once, however many calls were refused', async () => {
    const backend = await new RotatingBackend().listen();
    const { renewals } = sessionOfBackend(backend);
    const session = await signedIn(backend);
    const demand = { rejected: session.access };
    const outcomes = await Promise.all(Array.from({ length: 20 }, () => renewals.fresh(session, demand)));
    expect(outcomes).toEqual(outcomes.map(() => outcomes[0]));
    expect(outcomes[0]).toMatchObject({ status: 'signed-in', session: { generation: 1 } });
    expect(backend.calls).toBe(1);
  });

  test('a refused token that is not the newest any more is answered with the newest', async () => {
    const backend = await new RotatingBackend().listen();
    const { renewals } = sessionOfBackend(backend);
    const session = await signedIn(backend, 0);
    const renewed = await renewals.fresh(session);
    expect(await renewals.fresh(session, { rejected: session.access })).toEqual(renewed);
    expect(backend.calls).toBe(1);
  });

  test('a token asked for anew is issued after the question, also when a renewal was under way', async () => {
    const backend = await new RotatingBackend().listen();
    const { renewals } = sessionOfBackend(backend);
    const session = await signedIn(backend, 0);
    const [, anew] = await Promise.all([renewals.fresh(session), renewals.fresh(session, { anew: true })]);
    expect(anew).toMatchObject({ session: { generation: 2 } });
  });

  test('a session that has ended here stays ended for requests that were on their way', async () => {
    const backend = await new RotatingBackend().listen();
    const { renewals } = sessionOfBackend(backend);
    const session = await signedIn(backend, 0);
    await renewals.fresh(session);
    renewals.end(await renewals.newest(session));
    expect(await renewals.fresh(session)).toEqual({ status: 'ended' });
  });
});

test('a renewal is forgotten after the grace', async () => {
  const backend = await new RotatingBackend().listen();
  const memory: RenewalMemory = new Map();
  await sessionOfBackend(backend, { graceMs: 20 }, memory).renewals.fresh(await signedIn(backend, 0));
  expect(memory.size).toBe(1);
  await expect.poll(() => memory.size).toBe(0);
});

test('sessions are ordered by generation, then by expiry', async () => {
  const backend = await new RotatingBackend().listen();
  const session = await signedIn(backend);
  const later = { ...session, accessExpiresAtMs: session.accessExpiresAtMs + 1 };
  const next = { ...session, generation: 1, accessExpiresAtMs: 0 };
  expect(isNewer(later, session)).toBe(true);
  expect(isNewer(session, later)).toBe(false);
  expect(isNewer(session, session)).toBe(false);
  expect(isNewer(next, later)).toBe(true);
  expect(isNewer(later, next)).toBe(false);
});

test('a token is due the lead before its expiry, or after half of its life when it is short', async () => {
  const backend = await new RotatingBackend({ accessSeconds: 300 }).listen();
  const short = await new RotatingBackend({ accessSeconds: 10 }).listen();
  const at = (session: Awaited<ReturnType<typeof signedIn>>, leftMs: number) =>
    isDue(session, 60_000, session.accessExpiresAtMs - leftMs);
  const long = await signedIn(backend);
  expect([at(long, 60_001), at(long, 60_000)]).toEqual([false, true]);
  const brief = await signedIn(short);
  expect([at(brief, 5001), at(brief, 5000)]).toEqual([false, true]);
});
