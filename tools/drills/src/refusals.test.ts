import { createHmac } from 'node:crypto';
import { errorEnvelopeSchema } from '@throughline/contracts/wire';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { signIn, type Person } from '../tests/person.ts';
import { startTemporaryStack, type TemporaryStack } from '@throughline/stack/temporary-stack';

let stack: TemporaryStack;
let client: Person;
/** Of the demo company, which the second developer is not on. */
let projectId: string;
let stranger: Person;

beforeAll(async () => {
  stack = await startTemporaryStack();
  client = await signIn(stack.env, 'demo-client');
  stranger = await signIn(stack.env, 'demo-developer-2');
  projectId = (await client.api.projects.createProject({ body: { title: 'Private' } })).id;
}, 120_000);

afterAll(async () => {
  await stack.stop();
}, 30_000);

type Service = 'backend' | 'gateway';

interface Refusal {
  path: string;
  method?: string;
  token?: string | undefined;
  body?: string;
  headers?: Record<string, string>;
}

/** Sends it, and holds that the answer is the envelope of `wire.md`, whole. */
async function refused(
  service: Service,
  { path, method = 'GET', token, body, headers = {} }: Refusal,
): Promise<{ status: number; code: string }> {
  const baseUrl = stack.env[service === 'backend' ? 'BACKEND_URL' : 'GATEWAY_URL'] ?? '';
  const authorization: Record<string, string> = token === undefined ? {} : { Authorization: `Bearer ${token}` };
  const type: Record<string, string> = body === undefined ? {} : { 'Content-Type': 'application/json' };
  const response = await fetch(baseUrl + path, {
    method,
    headers: { ...authorization, ...type, ...headers },
    ...(body === undefined ? {} : { body }),
  });
  const envelope = errorEnvelopeSchema.parse(await response.json());
  expect(envelope.status_code).toBe(response.status);
  expect(envelope.request_id).toBe(response.headers.get('X-Request-ID'));
  if (response.status === 401) expect(response.headers.get('WWW-Authenticate')).toMatch(/^Bearer/);
  return { status: response.status, code: envelope.code };
}

/** Where a person's token is asked for, at each service. */
const guarded: Readonly<Record<Service, string>> = { backend: '/api/auth/me/', gateway: '/api/v1/sse?topics=user_1' };

describe.each<Service>(['backend', 'gateway'])('the %s refuses a token that is', (service) => {
  test.each<[string, () => Promise<string | undefined>, string]>([
    ['missing', () => Promise.resolve(undefined), 'auth.not_authenticated'],
    ['nonsense', () => Promise.resolve('a.b.c'), 'auth.token_invalid'],
    ['of no algorithm', () => changed({}, { alg: 'none' }), 'auth.token_invalid'],
    ['of another algorithm', () => changed({}, { alg: 'HS512' }), 'auth.token_invalid'],
    ['of another key', () => changed({}, {}, 'another key that is long enough to be one'), 'auth.token_invalid'],
    ['expired', () => changed({ exp: seconds() - 60, iat: seconds() - 360 }), 'auth.token_expired'],
    ['for another audience', () => changed({ aud: 'elsewhere' }), 'auth.token_invalid'],
    ['of another issuer', () => changed({ iss: 'elsewhere' }), 'auth.token_invalid'],
    ['a refresh token', () => changed({ token_type: 'refresh' }), 'auth.token_invalid'],
    ['without a person', () => changed({ user_id: undefined }), 'auth.token_invalid'],
    ['altered in its claims', () => altered(), 'auth.token_invalid'],
  ])('%s', async (_, token, code) => {
    expect(await refused(service, { path: guarded[service], token: await token() })).toEqual({ status: 401, code });
  });
});

describe('what a person may not have is refused', () => {
  test('another company’s project, as if there were none', async () => {
    const token = await stranger.tokens.token();
    expect(await refused('backend', { path: `/api/projects/${projectId}/`, token })).toEqual({
      status: 404,
      code: 'project.not_found',
    });
    expect(await refused('backend', { path: `/api/projects/${crypto.randomUUID()}/`, token })).toEqual({
      status: 404,
      code: 'project.not_found',
    });
  });

  test.each([
    ['another company’s topic', () => `project_${projectId}`],
    ['a topic that does not exist', () => `project_${crypto.randomUUID()}`],
    ['another person’s topic', () => `user_${crypto.randomUUID()}`],
    ['a guessed company', () => `company_${crypto.randomUUID()}`],
    ['a topic of a kind that nobody has', () => 'secret_1'],
  ])('%s', async (_, topic) => {
    const token = await stranger.tokens.token();
    expect(await refused('gateway', { path: `/api/v1/sse?topics=${topic()}`, token })).toEqual({
      status: 403,
      code: 'auth.permission_denied',
    });
  });

  test('publishing, for a person', async () => {
    const token = await client.tokens.token();
    expect(await refused('gateway', { path: '/api/v1/events', method: 'POST', token, body: '{"events":[]}' })).toEqual({
      status: 401,
      code: 'auth.token_invalid',
    });
  });
});

describe('what cannot be read or is out of date is refused', () => {
  test.each<[string, (token: string) => Refusal, number, string]>([
    [
      'a wrong password',
      () => ({ path: '/api/auth/login/', method: 'POST', body: '{"username":"demo-client","password":"wrong"}' }),
      401,
      'auth.credentials_invalid',
    ],
    [
      'an account that does not exist',
      () => ({ path: '/api/auth/login/', method: 'POST', body: '{"username":"nobody","password":"wrong"}' }),
      401,
      'auth.credentials_invalid',
    ],
    [
      'a stale version',
      (token) => ({
        path: `/api/projects/${projectId}/`,
        method: 'PATCH',
        token,
        body: '{"title":"x"}',
        headers: { 'If-Match': '"999"' },
      }),
      412,
      'http.precondition_failed',
    ],
    [
      'a body that is cut off',
      (token) => ({ path: '/api/projects/', method: 'POST', token, body: '{"title":' }),
      400,
      'http.malformed_request',
    ],
    [
      'a body that is too large',
      (token) => ({
        path: '/api/projects/',
        method: 'POST',
        token,
        body: JSON.stringify({ title: 'x'.repeat(4_000_000) }),
      }),
      413,
      'http.body_too_large',
    ],
    [
      'a body of another type',
      (token) => ({
        path: '/api/projects/',
        method: 'POST',
        token,
        body: '<x/>',
        headers: { 'Content-Type': 'text/xml' },
      }),
      415,
      'http.unsupported_media_type',
    ],
    [
      'a missing field',
      (token) => ({ path: '/api/projects/', method: 'POST', token, body: '{}' }),
      400,
      'validation.failed',
    ],
    ['an unknown filter', (token) => ({ path: '/api/projects/?colour=red', token }), 400, 'validation.unknown_filter'],
    [
      'a filter with a wrong value',
      (token) => ({ path: '/api/projects/?status=lost', token }),
      400,
      'validation.failed',
    ],
    ['an unknown address', () => ({ path: '/api/nowhere/' }), 404, 'http.not_found'],
    [
      'an unknown method',
      (token) => ({ path: '/api/auth/me/', method: 'DELETE', token }),
      405,
      'http.method_not_allowed',
    ],
  ])('by the backend: %s', async (_, request, status, code) => {
    expect(await refused('backend', request((await client.tokens.token()) ?? ''))).toEqual({ status, code });
  });

  test.each<[string, Refusal, number, string]>([
    ['an unknown address', { path: '/nowhere' }, 404, 'http.not_found'],
    ['an unknown method', { path: '/api/v1/events' }, 405, 'http.method_not_allowed'],
    ['no topic', { path: '/api/v1/sse' }, 400, 'validation.failed'],
    ['a token in the address', { path: '/api/v1/sse?topics=user_1&token=a.b.c' }, 400, 'http.malformed_request'],
  ])('by the gateway: %s', async (_, request, status, code) => {
    expect(await refused('gateway', request)).toEqual({ status, code });
  });
});

describe('a session that has ended stays so', () => {
  test('a refresh token is refused after sign-out', async () => {
    const baseUrl = stack.env['BACKEND_URL'] ?? '';
    const login = await fetch(`${baseUrl}/api/auth/login/`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: '{"username":"demo-developer","password":"marble-otter-lantern"}',
    });
    const { refresh } = (await login.json()) as { refresh: string };
    const body = JSON.stringify({ refresh });
    const signedOut = await fetch(`${baseUrl}/api/auth/logout/`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body,
    });
    expect(signedOut.ok).toBe(true);
    expect(await refused('backend', { path: '/api/auth/refresh/', method: 'POST', body })).toEqual({
      status: 401,
      code: 'auth.session_revoked',
    });
  });
});

function seconds(): number {
  return Math.floor(Date.now() / 1000);
}

/** The client's own token with other claims or another header, signed anew with the right key or a wrong one. */
async function changed(
  claims: object,
  header: { alg?: string } = {},
  key = stack.env['JWT_SECRET'] ?? '',
): Promise<string> {
  const [, payload = ''] = ((await client.tokens.token()) ?? '').split('.');
  const original = JSON.parse(Buffer.from(payload, 'base64url').toString()) as object;
  const head = { typ: 'JWT', alg: 'HS256', ...header };
  const text = [head, { ...original, ...claims }]
    .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
    .join('.');
  if (head.alg === 'none') return `${text}.`;
  const digest = createHmac(head.alg === 'HS512' ? 'sha512' : 'sha256', key)
    .update(text)
    .digest('base64url');
  return `${text}.${digest}`;
}

/** Other claims under the signature of the original. */
async function altered(): Promise<string> {
  const [head = '', , signature = ''] = ((await client.tokens.token()) ?? '').split('.');
  const [, payload = ''] = (await changed({ role: 'admin' })).split('.');
  return `${head}.${payload}.${signature}`;
}
