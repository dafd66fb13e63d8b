import { testToken } from '@throughline/contracts/realtime';
import { expect, test } from 'vitest';
import { sign, signService, startGateway } from '../../tests/start-gateway.ts';

function ask(baseUrl: string, headers: Record<string, string>): Promise<Response> {
  return fetch(`${baseUrl}/api/v1/auth/test`, { headers });
}

test('a good token is worth what it says of its person and session, and no more is told', async () => {
  const { baseUrl } = await startGateway();
  const now = Math.floor(Date.now() / 1000);
  const token = await sign({ email: 'ada@example.com', role: 'client', company_id: 'c-1', iat: now, exp: now + 120 });
  const response = await ask(baseUrl, { Authorization: `Bearer ${token}` });
  expect(response.status).toBe(200);
  expect(response.headers.get('Cache-Control')).toBe('no-store');
  const worth = testToken.responses[200].parse(await response.json());
  expect(worth).toEqual({
    user_id: 'ada',
    email: 'ada@example.com',
    role: 'client',
    company_id: 'c-1',
    sid: 's',
    issued_at: new Date(now * 1000).toISOString(),
    expires_at: new Date((now + 120) * 1000).toISOString(),
    expires_in: expect.any(Number) as number,
  });
  expect(worth.expires_in).toBeGreaterThan(110);
  expect(worth.expires_in).toBeLessThanOrEqual(120);
});

test('a stock token, without role, session or company, is good too', async () => {
  const { baseUrl } = await startGateway();
  const token = await sign({ sid: undefined, exp: Math.floor(Date.now() / 1000) - 5 });
  const response = await ask(baseUrl, { Authorization: `Bearer ${token}` });
  expect(await response.json()).toMatchObject({
    user_id: 'ada',
    email: null,
    role: null,
    company_id: null,
    sid: null,
    expires_in: 0,
  });
});

test.each<[string, () => Promise<Record<string, string>>, string, string]>([
  ['no token', () => Promise.resolve({}), 'auth.not_authenticated', 'User not authenticated'],
  [
    'an expired token',
    async () => bearer(await sign({ exp: Math.floor(Date.now() / 1000) - 31 })),
    'auth.token_expired',
    'Token expired',
  ],
  [
    'another key',
    async () => bearer(await sign({}, 'another secret that is long enough to sign')),
    'auth.token_invalid',
    'Invalid token',
  ],
  ['another audience', async () => bearer(await sign({ aud: 'elsewhere' })), 'auth.token_invalid', 'Invalid token'],
  ['a refresh token', async () => bearer(await sign({ token_type: 'refresh' })), 'auth.token_invalid', 'Invalid token'],
  ['a service’s token', async () => bearer(await signService()), 'auth.token_invalid', 'Invalid token'],
  ['another scheme', () => Promise.resolve({ Authorization: 'Basic YTpi' }), 'auth.token_invalid', 'Invalid token'],
  [
    'a huge token',
    async () => bearer(await sign({ padding: 'x'.repeat(9000) })),
    'auth.token_invalid',
    'Invalid token',
  ],
])('with %s the answer is the 401 that every service gives', async (_, headers, code, message) => {
  const { baseUrl } = await startGateway();
  const response = await ask(baseUrl, await headers());
  expect(response.status).toBe(401);
  expect(response.headers.get('WWW-Authenticate')).toContain('Bearer');
  expect(testToken.responses[401].parse(await response.json())).toMatchObject({ code, message, status_code: 401 });
});

function bearer(token: string): Record<string, string> {
  return { Authorization: `Bearer ${token}` };
}
