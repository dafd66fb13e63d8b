import { once } from 'node:events';
import { createServer } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import postgres from 'postgres';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startCountingProxy, type CountingProxy } from '../tests/counting-proxy.ts';
import { startTemporaryStack, type TemporaryStack } from '@throughline/stack/temporary-stack';
import { cookieOf, signInByForm } from '../tests/sign-in-by-form.ts';

/** Renewed after half of it; long enough that a slow machine ends a race within the other half. */
const accessSeconds = 24;
const dueMs = (accessSeconds / 2) * 1000 + 500;

let stack: TemporaryStack;
let sql: postgres.Sql;
let proxy: CountingProxy;
/** Two web servers, as behind a balancer. */
let sites: readonly [string, string];

beforeAll(async () => {
  stack = await startTemporaryStack({
    overrides: { JWT_ACCESS_TOKEN_LIFETIME: String(accessSeconds), JWT_REFRESH_GRACE: '3' },
  });
  sql = postgres(stack.env['DATABASE_URL'] ?? '', { max: 1 });
  proxy = await startCountingProxy(stack.env['BACKEND_URL'] ?? '');
  sites = [await startSite('web-1'), await startSite('web-2')];
}, 120_000);

afterAll(async () => {
  proxy.close();
  await sql.end();
  await stack.stop();
}, 30_000);

async function startSite(name: string): Promise<string> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const { web } = stack.processes;
  const env = { ...web.env, PORT: String(port), PUBLIC_URL: url, BACKEND_URL: proxy.url };
  await stack.supervisor.start({ ...web, name, env, readyUrl: `${url}/livez` });
  return url;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  if (address === null || typeof address === 'string') throw new Error('The server has no port.');
  return address.port;
}

const openPage = (site: string, cookie: string) =>
  fetch(`${site}/projects`, { headers: { Cookie: cookie }, redirect: 'manual' });

const askToken = (site: string, cookie: string) =>
  fetch(`${site}/session/token`, {
    method: 'POST',
    headers: { Cookie: cookie, Origin: site, 'Content-Type': 'application/json' },
    body: '{}',
  });

/** Refresh tokens of the newest session, its first included. */
async function issued(): Promise<number> {
  const [row] = await sql<{ count: number }[]>`
    SELECT count(*)::int AS count FROM throughline_tokens_refreshtoken
    WHERE family_id = (SELECT id FROM throughline_tokens_refreshfamily ORDER BY created_at DESC LIMIT 1)`;
  return row?.count ?? 0;
}

test('50 pages and scripts at expiry, on two servers, make one successor; nobody is signed out', async () => {
  const cookie = await signInByForm(sites[0], 'demo-client', 'marble-otter-lantern');
  await pause(dueMs);
  const before = proxy.refreshes;
  const answers = await Promise.all(
    Array.from({ length: 50 }, (_, index) => {
      const site = sites[index % 2 === 0 ? 0 : 1];
      return index % 4 < 2 ? openPage(site, cookie) : askToken(site, cookie);
    }),
  );
  expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200));
  expect(answers.every((answer) => cookieOf(answer) !== undefined)).toBe(true);
  expect(await issued()).toBe(2);
  expect(proxy.refreshes - before).toBeLessThanOrEqual(sites.length);
}, 120_000);

test('a renewal whose answer is lost is asked again, and the cookie of before still works after the grace', async () => {
  const cookie = await signInByForm(sites[0], 'demo-developer', 'marble-otter-lantern');
  await pause(dueMs);
  proxy.answersToLose = 1;
  expect((await openPage(sites[0], cookie)).status).toBe(200);
  // Past the backend's grace; the other server remembers nothing.
  await pause(3500);
  expect((await openPage(sites[1], cookie)).status).toBe(200);
  expect(await issued()).toBe(2);
}, 120_000);
