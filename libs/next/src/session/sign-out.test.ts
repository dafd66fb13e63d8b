import { expect, test } from 'vitest';
import { RotatingBackend } from '../../tests/rotating-backend.ts';
import { pageRequest, sessionOfBackend, signedIn } from '../../tests/session-of-backend.ts';
import { proxySession } from './proxy-session.ts';
import { signOutRoute } from './sign-out.ts';
import { tokenRoute } from './token-route.ts';

const signOut = { path: '/session/sign-out' };

test('signing out ends the session at the backend and deletes the cookie', async () => {
  const backend = await new RotatingBackend().listen();
  const core = sessionOfBackend(backend);
  const response = await signOutRoute(core, await pageRequest(core, await signedIn(backend), signOut));
  expect(response.status).toBe(204);
  expect(response.headers.getSetCookie().join()).toContain('Max-Age=0');
  expect(backend.revoked.size).toBe(1);
});

test('a request that was on its way with the old cookie does not sign in again', async () => {
  const backend = await new RotatingBackend().listen();
  const core = sessionOfBackend(backend);
  const session = await signedIn(backend, 0);
  await proxySession(core, await pageRequest(core, session, { method: 'GET', path: '/' }));
  await signOutRoute(core, await pageRequest(core, session, signOut));
  const late = await proxySession(core, await pageRequest(core, session, { method: 'GET', path: '/' }));
  expect(late.headers.getSetCookie()).toEqual([]);
  const token = await tokenRoute(core, await pageRequest(core, session, { body: '{}' }));
  expect(token.status).toBe(401);
});

test('twice, or signed out already, is fine', async () => {
  const backend = await new RotatingBackend().listen();
  const core = sessionOfBackend(backend);
  const session = await signedIn(backend);
  for (const sent of [session, session, undefined])
    expect((await signOutRoute(core, await pageRequest(core, sent, signOut))).status).toBe(204);
  expect(core.errors).toEqual([]);
});

test('a page of another origin cannot sign anybody out', async () => {
  const backend = await new RotatingBackend().listen();
  const core = sessionOfBackend(backend);
  const headers = { Origin: 'https://evil.example' };
  const response = await signOutRoute(core, await pageRequest(core, await signedIn(backend), { ...signOut, headers }));
  expect(response.status).toBe(403);
  expect(response.headers.getSetCookie()).toEqual([]);
  expect(backend.revoked.size).toBe(0);
});

test('a backend that is away keeps nobody signed in on this device, and the failure is reported', async () => {
  const backend = await new RotatingBackend().listen();
  const revoke = () => Promise.reject(new Error('away'));
  const core = sessionOfBackend(backend, { revoke });
  const response = await signOutRoute(core, await pageRequest(core, await signedIn(backend), signOut));
  expect(response.headers.getSetCookie().join()).toContain('Max-Age=0');
  expect(core.errors).toHaveLength(1);
});
