import { describe, expect, test } from 'vitest';
import { RotatingBackend } from '../../tests/rotating-backend.ts';
import { cookieName, key, pageRequest, publicUrl, sessionOfBackend, signedIn } from '../../tests/session-of-backend.ts';
import { tokenRoute } from './token-route.ts';

async function bodyOf(response: Response): Promise<Record<string, unknown>> {
  return (await response.json()) as Record<string, unknown>;
}

describe('the token', () => {
  test('is that of the cookie while it lasts, with the seconds that are left', async () => {
    const backend = await new RotatingBackend().listen();
    const core = sessionOfBackend(backend);
    const session = await signedIn(backend, 200_500);
    const response = await tokenRoute(core, await pageRequest(core, session, { body: '{}' }));
    expect(response.status).toBe(200);
    expect(response.headers.get('Cache-Control')).toBe('no-store');
    expect(response.headers.getSetCookie()).toEqual([]);
    const body = await bodyOf(response);
    expect(body['access']).toBe(session.access);
    expect([199, 200]).toContain(body['expires_in']);
  });

  test('is renewed when it is about to expire, and the cookie with it', async () => {
    const backend = await new RotatingBackend().listen();
    const core = sessionOfBackend(backend);
    const session = await signedIn(backend, 1000);
    const response = await tokenRoute(core, await pageRequest(core, session, { body: '{}' }));
    expect((await bodyOf(response))['access']).not.toBe(session.access);
    const [set = ''] = response.headers.getSetCookie();
    expect(set).toMatch(/^__Host-session=\S+; Path=\/; .*Secure; HttpOnly; SameSite=lax$/);
  });

  test('is another one after a service has refused it', async () => {
    const backend = await new RotatingBackend().listen();
    const core = sessionOfBackend(backend);
    const session = await signedIn(backend);
    const body = JSON.stringify({ rejected: session.access });
    const response = await tokenRoute(core, await pageRequest(core, session, { body }));
    expect((await bodyOf(response))['access']).not.toBe(session.access);
    expect(backend.calls).toBe(1);
  });
});

describe('what may not have it', () => {
  const forged = { Cookie: `${cookieName}=e30.e30.e30.e30.e30` };
  const large = { Cookie: `${cookieName}=${'A'.repeat(9000)}` };
  test.each<[string, number, string, { body?: string; headers?: Record<string, string> }]>([
    ['a page of another origin', 403, 'auth.origin_refused', { headers: { Origin: 'https://evil.example' } }],
    ['a page of another port', 403, 'auth.origin_refused', { headers: { Origin: `${publicUrl}:8443` } }],
    ['a page without TLS', 403, 'auth.origin_refused', { headers: { Origin: 'http://market.example' } }],
    ['a sandboxed frame', 403, 'auth.origin_refused', { headers: { Origin: 'null' } }],
    ['a request without an origin', 403, 'auth.origin_refused', { headers: { Origin: '' } }],
    ['a fetch across sites', 403, 'auth.origin_refused', { headers: { 'Sec-Fetch-Site': 'cross-site' } }],
    ['a fetch of a sister site', 403, 'auth.origin_refused', { headers: { 'Sec-Fetch-Site': 'same-site' } }],
    ['a form', 415, 'http.unsupported_media_type', { headers: { 'Content-Type': 'text/plain' } }],
    ['no content type', 415, 'http.unsupported_media_type', { headers: { 'Content-Type': '' } }],
    ['no body', 400, 'http.malformed_request', {}],
    ['half a body', 400, 'http.malformed_request', { body: '{"rejected":"a' }],
    ['a wrong type', 400, 'validation.failed', { body: '{"rejected":7}' }],
    ['a list', 400, 'validation.failed', { body: '[]' }],
    ['a huge body', 413, 'http.body_too_large', { body: JSON.stringify({ rejected: 'x'.repeat(20_000) }) }],
    ['no cookie', 401, 'auth.not_authenticated', { body: '{}', headers: { Cookie: 'theme=dark' } }],
    ['a forged cookie', 401, 'auth.not_authenticated', { body: '{}', headers: forged }],
    ['an oversized cookie', 401, 'auth.not_authenticated', { body: '{}', headers: large }],
  ])('%s: %i %s', async (_, status, code, init) => {
    const backend = await new RotatingBackend().listen();
    const core = sessionOfBackend(backend);
    const response = await tokenRoute(core, await pageRequest(core, await signedIn(backend, 0), init));
    expect(response.status).toBe(status);
    expect(await bodyOf(response)).toMatchObject({ status_code: status, code });
    expect(response.headers.getSetCookie()).toEqual([]);
    expect(backend.calls).toBe(0);
  });

  test('a cookie sealed with a secret that is gone', async () => {
    const backend = await new RotatingBackend().listen();
    const retired = sessionOfBackend(backend, { keys: ['a retired secret of 32 characters or more'] });
    const request = await pageRequest(retired, await signedIn(backend), { body: '{}' });
    const core = sessionOfBackend(backend, { keys: [key] });
    expect((await tokenRoute(core, request)).status).toBe(401);
  });

  test('a session that the backend has ended: its cookie is deleted', async () => {
    const backend = await new RotatingBackend().listen();
    const core = sessionOfBackend(backend);
    const session = { ...(await signedIn(backend, 0)), refresh: 'not issued' };
    const response = await tokenRoute(core, await pageRequest(core, session, { body: '{}' }));
    expect(response.status).toBe(401);
    expect((await bodyOf(response))['code']).toBe('auth.session_revoked');
    expect(response.headers.getSetCookie().join()).toContain('__Host-session=; Path=/; ');
    expect(response.headers.getSetCookie().join()).toContain('Max-Age=0');
  });
});

describe('when the backend is away', () => {
  const away = async () => {
    const backend = await new RotatingBackend().listen();
    backend.failures.push(...Array.from({ length: 20 }, () => 'reset' as const));
    return backend;
  };

  test('the token is given while it is good', async () => {
    const backend = await away();
    const core = sessionOfBackend(backend);
    const session = await signedIn(backend, 20_000);
    const response = await tokenRoute(core, await pageRequest(core, session, { body: '{}' }));
    expect((await bodyOf(response))['access']).toBe(session.access);
    expect(core.errors).toHaveLength(1);
  });

  test.each([
    ['has expired', 0, false],
    ['was refused', 200_000, true],
  ])('the answer is 503, not 401, when the token %s, and the cookie stays', async (_, leftMs, isRejected) => {
    const backend = await away();
    const core = sessionOfBackend(backend);
    const session = await signedIn(backend, leftMs);
    const body = JSON.stringify(isRejected ? { rejected: session.access } : {});
    const response = await tokenRoute(core, await pageRequest(core, session, { body }));
    expect(response.status).toBe(503);
    expect(response.headers.getSetCookie()).toEqual([]);
  });
});
