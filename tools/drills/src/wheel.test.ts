import { execFile } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { freePort } from '@throughline/stack/free-port';
import { Supervisor, type ProcessDefinition } from '@throughline/stack/supervisor';
import { startTemporaryCluster, type TemporaryCluster } from '@throughline/stack/temporary-cluster';
import postgres from 'postgres';
import { afterAll, beforeAll, expect, test } from 'vitest';
import * as z from 'zod';

const workspaceRoot = resolve(import.meta.dirname, '../../..');
const tool = (name: string) => join(workspaceRoot, '.venv/bin', name);
const execute = promisify(execFile);
// The certificates that the system trusts, as the stack's own set-up takes them.
const uv = (...args: readonly string[]) =>
  execute(tool('uv'), args, { env: { UV_SYSTEM_CERTS: 'true', ...process.env } });

const folder = mkdtempSync(join(tmpdir(), 'throughline-wheel-'));
const project = join(folder, 'shop');
const python = join(folder, 'environment/bin/python');
const log: string[] = [];
const supervisor = new Supervisor((name, line) => log.push(`${name}: ${line}`));
let cluster: TemporaryCluster;
let sql: postgres.Sql;
let env: Record<string, string>;
let shopUrl: string;

beforeAll(async () => {
  await installWheel();
  cpSync(resolve(import.meta.dirname, '../tests/foreign-project'), project, { recursive: true });
  cluster = await startTemporaryCluster();
  sql = postgres(cluster.url, { max: 1 });
  const [shopPort, gatewayPort] = [await freePort(), await freePort()];
  shopUrl = `http://127.0.0.1:${shopPort}`;
  env = {
    DATABASE_URL: cluster.url,
    GATEWAY_URL: `http://127.0.0.1:${gatewayPort}`,
    BACKEND_URL: shopUrl,
    JWT_SECRET: 'only-for-this-test-and-longer-than-32-bytes',
    JWT_ISSUER: 'shop',
    PYTHONUNBUFFERED: '1',
  };
  await manage('makemigrations', 'parcels');
  await manage('migrate', '--verbosity', '0');
  await manage(
    'shell',
    '-c',
    'from django.contrib.auth.models import User; User.objects.create_user("ada", password="analytical")',
  );
  await supervisor.start({
    name: 'gateway',
    command: process.execPath,
    args: [join(workspaceRoot, 'apps/realtime/dist/main.js')],
    cwd: folder,
    env: { ...env, PORT: String(gatewayPort) },
    readyUrl: `${env['GATEWAY_URL'] ?? ''}/readyz`,
  });
  const server = running('shop', 'runserver', '--noreload', `127.0.0.1:${shopPort}`);
  await supervisor.start({ ...server, readyUrl: `${shopUrl}/readyz` });
  await supervisor.start(running('relay', 'relay_outbox'));
}, 180_000);

afterAll(async () => {
  await supervisor.stop();
  await sql.end();
  await cluster.stop();
  rmSync(folder, { recursive: true });
}, 30_000);

/** As a stranger gets it: the packed wheel, in an environment that has nothing else but what it asks for. */
async function installWheel(): Promise<void> {
  const quiet = ['--quiet', '--python', tool('python')];
  const wheels = join(folder, 'wheels');
  const build = ['build', '--wheel', '--no-build-isolation', '--out-dir', wheels, join(workspaceRoot, 'libs/django')];
  await uv(...build, ...quiet);
  await uv('venv', ...quiet, join(folder, 'environment'));
  const files = readdirSync(wheels).filter((name) => name.endsWith('.whl'));
  expect(files).toHaveLength(1);
  const wanted = [...files.map((name) => join(wheels, name)), 'psycopg[binary]'];
  // The versions that were locked, so that a release of somebody else breaks no run.
  const constraints = ['--constraint', join(workspaceRoot, 'requirements.txt')];
  await uv('pip', 'install', '--quiet', '--python', python, ...constraints, ...wanted);
}

function running(name: string, ...args: readonly string[]): ProcessDefinition {
  return { name, command: python, args: ['manage.py', ...args], cwd: project, env };
}

async function manage(...args: readonly string[]): Promise<string> {
  const { stdout } = await execute(python, ['manage.py', ...args], { cwd: project, env: { ...process.env, ...env } });
  return stdout.trim();
}

function ask(method: string, path: string, body?: unknown, headers: Record<string, string> = {}): Promise<Response> {
  const authorization = `Basic ${Buffer.from('ada:analytical').toString('base64')}`;
  return fetch(`${shopUrl}${path}`, {
    method,
    headers: { Authorization: authorization, 'Content-Type': 'application/json', ...headers },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
}

const parcel = z.object({ id: z.int(), version: z.int(), label: z.string() });
const envelope = z.strictObject({
  error: z.unknown(),
  status_code: z.int(),
  code: z.string(),
  message: z.string(),
  request_id: z.string(),
});

test('the installed package is the wheel, and asks for neither Celery nor anything of this repository', async () => {
  const where = await manage('shell', '-c', 'import throughline.http; print(throughline.http.__file__)');
  expect(where).toContain(join(folder, 'environment'));
  const listed = await uv('pip', 'list', '--quiet', '--color', 'never', '--python', python, '--format', 'freeze');
  const names = listed.stdout.split('\n').map((line) => line.split('==')[0]);
  expect(names).toEqual(expect.arrayContaining(['django', 'django-throughline', 'djangorestframework']));
  expect(names).not.toContain('celery');
  expect(await manage('makemigrations', '--check', '--dry-run')).toBe('No changes detected');
});

test('a plain view set gets versions, keys and events, and its events reach the gateway', async () => {
  const key = { 'Idempotency-Key': 'first-parcel', 'X-Request-ID': 'from-the-test' };
  const created = await ask('POST', '/api/parcels/', { label: 'books' }, key);
  expect([created.status, created.headers.get('x-request-id')]).toEqual([201, 'from-the-test']);
  const { id, version } = parcel.parse(await created.json());
  const again = await ask('POST', '/api/parcels/', { label: 'books' }, key);
  expect(parcel.parse(await again.json()).id).toBe(id);

  const read = await ask('GET', `/api/parcels/${id}/`);
  const tag = read.headers.get('etag') ?? '';
  expect((await ask('GET', `/api/parcels/${id}/`, undefined, { 'If-None-Match': tag })).status).toBe(304);
  const changed = await ask('PUT', `/api/parcels/${id}/`, { label: 'maps' }, { 'If-Match': tag });
  expect(parcel.parse(await changed.json())).toEqual({ id, version: version + 1, label: 'maps' });
  expect((await ask('PUT', `/api/parcels/${id}/`, { label: 'late' }, { 'If-Match': tag })).status).toBe(412);

  expect((await ask('POST', '/api/parcels/', { label: 'refused' })).status).toBe(409);
  const events = () => sql`
    select type, entity_id, entity_version::int, actor_id, topics, settled_at is not null and refusal = '' as sent
    from throughline_outbox_event order by number`;
  const about = { entity_id: String(id), actor_id: '1', topics: ['user_1'], sent: true };
  await expect.poll(events).toEqual([
    { ...about, type: 'parcel.sent', entity_version: 1 },
    { ...about, type: 'parcel.relabelled', entity_version: 2 },
  ]);
  const metrics = await (await fetch(`${env['GATEWAY_URL'] ?? ''}/metrics`)).text();
  expect(metrics).toMatch(/^throughline_gateway_events_published 2$/m);
});

test.each<[string, string, string, unknown, number, string]>([
  ['an unknown address', 'GET', '/api/nothing/', undefined, 404, 'http.not_found'],
  ['a row that is not there', 'GET', '/api/parcels/999/', undefined, 404, 'http.not_found'],
  ['a value that is too long', 'POST', '/api/parcels/', { label: 'x'.repeat(21) }, 400, 'validation.failed'],
  ['a value of another type', 'POST', '/api/parcels/', { label: ['books'] }, 400, 'validation.failed'],
  ['a method that is not there', 'DELETE', '/api/parcels/1/', undefined, 405, 'http.method_not_allowed'],
  ['a huge body', 'POST', '/api/parcels/', { label: 'x'.repeat(3_000_000) }, 413, 'http.body_too_large'],
])('%s is refused with the envelope', async (_, method, path, body, status, code) => {
  const answer = await ask(method, path, body);
  expect(answer.status).toBe(status);
  expect(envelope.parse(await answer.json())).toMatchObject({ status_code: status, code });
});
