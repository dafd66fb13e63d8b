import type { NextRequest, NextResponse } from 'next/server.js';
import { describe, expect, test } from 'vitest';
import { RotatingBackend } from '../../tests/rotating-backend.ts';
import { cookieName, pageRequest, sessionOfBackend, signedIn } from '../../tests/session-of-backend.ts';
import { proxySession } from './proxy-session.ts';
import type { SessionCore } from './session-core.ts';

/** What the page of this request finds in its `Cookie` header: Next hands changed headers on in the answer. */
function seenByPage(response: NextResponse, request: NextRequest): string {
  return response.headers.get('x-middleware-request-cookie') ?? request.headers.get('Cookie') ?? '';
}

async function sessionSeenByPage({ cookie }: SessionCore, response: NextResponse, request: NextRequest) {
  const value = new RegExp(`${cookieName}=([^;]+)`).exec(seenByPage(response, request))?.[1];
  return cookie.read({ get: () => (value === undefined ? undefined : { value }) });
}

const page = { method: 'GET', path: '/projects' };

test('a session about to expire is renewed for this very request and for the browser', async () => {
  const backend = await new RotatingBackend().listen();
  const core = sessionOfBackend(backend);
  const request = await pageRequest(core, await signedIn(backend, 10_000), page);
  const response = await proxySession(core, request);
  const set = response.cookies.get(cookieName);
  expect(set).toMatchObject({ httpOnly: true, secure: true, sameSite: 'lax', path: '/', maxAge: 7 * 86_400 });
  const seen = await sessionSeenByPage(core, response, request);
  expect(seen).toMatchObject({ generation: 1 });
  expect(seen).toEqual(await core.cookie.read(response.cookies));
  expect(seenByPage(response, request)).toContain('theme=dark');
});

test('a session that has time left is passed on as it is', async () => {
  const backend = await new RotatingBackend().listen();
  const core = sessionOfBackend(backend);
  const session = await signedIn(backend);
  const request = await pageRequest(core, session, page);
  const response = await proxySession(core, request);
  expect(response.cookies.getAll()).toEqual([]);
  expect(await sessionSeenByPage(core, response, request)).toEqual(session);
  expect(backend.calls).toBe(0);
});

test('the headers that the app adds reach the page, with or without a renewal', async () => {
  const backend = await new RotatingBackend().listen();
  const core = sessionOfBackend(backend);
  for (const session of [undefined, await signedIn(backend), await signedIn(backend, 0)]) {
    const request = await pageRequest(core, session, page);
    const headers = new Headers(request.headers);
    headers.set('X-Nonce', 'n');
    const response = await proxySession(core, request, { headers });
    expect(response.headers.get('x-middleware-request-x-nonce')).toBe('n');
  }
});

test('a session that the backend has ended is anonymous for this request, and its cookie is not deleted here', async () => {
  const backend = await new RotatingBackend().listen();
  const core = sessionOfBackend(backend);
  const request = await pageRequest(core, { ...(await signedIn(backend, 0)), refresh: 'not issued' }, page);
  const response = await proxySession(core, request);
  expect(await sessionSeenByPage(core, response, request)).toBeUndefined();
  expect(seenByPage(response, request)).toBe('theme=dark');
  expect(response.cookies.getAll()).toEqual([]);
});

describe('when the backend is away', () => {
  test('the page keeps the session that it has, and the failure is reported', async () => {
    const backend = await new RotatingBackend().listen();
    backend.failures.push(...Array.from({ length: 20 }, () => 'error' as const));
    const core = sessionOfBackend(backend);
    const session = await signedIn(backend, 10_000);
    const request = await pageRequest(core, session, page);
    const response = await proxySession(core, request);
    expect(await sessionSeenByPage(core, response, request)).toEqual(session);
    expect(core.errors).toHaveLength(1);
  });
});

test.each([
  ['forged', 'e30.e30.e30.e30.e30'],
  ['empty', ''],
  ['far too large', 'A'.repeat(50_000)],
])('a cookie that is %s is nobody’s', async (_, value) => {
  const backend = await new RotatingBackend().listen();
  const core = sessionOfBackend(backend);
  const request = await pageRequest(core, undefined, { ...page, headers: { Cookie: `${cookieName}=${value}` } });
  const response = await proxySession(core, request);
  expect(await sessionSeenByPage(core, response, request)).toBeUndefined();
  expect(response.cookies.getAll()).toEqual([]);
  expect(backend.calls).toBe(0);
});

test('tokens that have grown too large for a cookie are reported, and the request keeps what it has', async () => {
  const backend = await new RotatingBackend().listen();
  const grown = await new RotatingBackend({ padding: 4000 }).listen();
  const pair = await grown.signIn();
  const core = sessionOfBackend(backend, { refresh: () => Promise.resolve(pair) });
  const session = await signedIn(backend, 10_000);
  const request = await pageRequest(core, session, page);
  const response = await proxySession(core, request);
  expect(await sessionSeenByPage(core, response, request)).toEqual(session);
  expect(response.cookies.getAll()).toEqual([]);
  expect(core.errors).toEqual([expect.any(RangeError)]);
});
