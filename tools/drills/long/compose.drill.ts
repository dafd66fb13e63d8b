import { execFile } from 'node:child_process';
import { appendFileSync, copyFileSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import type { AnyEvent } from '@throughline/contracts/backend';
import { freePort } from '@throughline/stack/free-port';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { signIn } from '../tests/person.ts';

const workspaceRoot = resolve(import.meta.dirname, '../../..');
const folder = mkdtempSync(join(tmpdir(), 'throughline-compose-'));
const settings = join(folder, '.env');
const execute = promisify(execFile);
let siteUrl: string;

/** Another project's name than the ordinary one: its data are not ours to remove. */
async function compose(...args: readonly string[]): Promise<string> {
  const options = ['--project-name', `throughline-drill-${process.pid}`, '--env-file', settings];
  const { stdout } = await execute('docker', ['compose', ...options, ...args], {
    cwd: workspaceRoot,
    maxBuffer: 64 * 1024 * 1024,
  });
  return stdout.trim();
}

beforeAll(async () => {
  const port = await freePort();
  siteUrl = `http://localhost:${port}`;
  mkdirSync(join(folder, 'deploy'));
  copyFileSync(join(workspaceRoot, 'deploy/make-env.sh'), join(folder, 'deploy/make-env.sh'));
  await execute('sh', [join(folder, 'deploy/make-env.sh'), siteUrl]);
  // The last one counts.
  appendFileSync(settings, `INGRESS_LISTEN=127.0.0.1:${port}\n`);
  await compose('build', '--quiet');
  await compose('up', '--detach', '--wait');
  await compose('run', '--rm', 'demo');
});

afterAll(async () => {
  await compose('down', '--volumes', '--timeout', '15');
  rmSync(folder, { recursive: true });
});

test('without settings the composition says in one line what to do', async () => {
  const args = ['compose', '--env-file', '/dev/null', 'config', '--quiet'];
  const refused = execute('docker', args, {
    cwd: workspaceRoot,
    env: { PATH: process.env['PATH'], HOME: process.env['HOME'] },
  });
  await expect(refused).rejects.toMatchObject({
    stderr: expect.stringMatching(/^[^\n]*Run deploy\/make-env\.sh first\n$/) as string,
  });
});

test.each([
  ['/api/v1/health/', 200, 'application/json', '"service":"backend"'],
  ['/api/v1/auth/test', 401, 'application/json', '"code":"auth.not_authenticated"'],
  ['/api/v1/sse', 400, 'application/json', '"code":"validation.failed"'],
  ['/api/nothing/', 404, 'application/json', '"code": "http.not_found"'],
  ['/admin/login/', 200, 'text/html', 'Log in'],
  ['/static/admin/css/base.css', 200, 'text/css', 'DJANGO'],
  ['/sign-in', 200, 'text/html', '<form'],
  ['/session/health', 200, 'application/json', '"service":"web"'],
  ['/livez', 404, 'application/json', '"code":"http.not_found"'],
  ['/readyz', 404, 'application/json', '"code":"http.not_found"'],
  ['/metrics', 404, 'application/json', '"code":"http.not_found"'],
])('%s answers %i through the one origin', async (path, status, type, text) => {
  const answer = await fetch(siteUrl + path);
  expect([answer.status, answer.headers.get('content-type')]).toEqual([status, expect.stringContaining(type)]);
  expect(await answer.text()).toContain(text);
});

test.each([1_048_577, 1_500_000, 3_000_000])('a body of %i bytes is refused with the envelope', async (bytes) => {
  const headers = { 'Content-Type': 'application/json', 'X-Request-ID': 'too-large' };
  const answer = await fetch(`${siteUrl}/api/auth/login/`, { method: 'POST', headers, body: 'x'.repeat(bytes) });
  expect(answer.status).toBe(413);
  expect(await answer.json()).toMatchObject({ code: 'http.body_too_large', request_id: 'too-large' });
});

test('a move of one person is with the other within a second', async () => {
  const addresses = { BACKEND_URL: siteUrl, GATEWAY_URL: siteUrl };
  const [client, developer] = [await signIn(addresses, 'demo-client'), await signIn(addresses, 'demo-developer')];
  const { id } = await client.api.projects.createProject({ body: { title: 'Composed', description: '' } });
  const params = { project_id: id };
  const task = await client.api.projects.createTask({ params, body: { title: 'Move me' } });
  await client.api.projects.addProjectMember({ params, body: { username: 'demo-developer', role: 'contributor' } });
  const seen: AnyEvent[] = [];
  let begun = 0;
  developer.realtime.subscribe({
    topic: `project_${id}`,
    onEvent: (event) => {
      if (event.type === 'task.moved') seen.push(event);
    },
    onReset: () => (begun += 1),
  });
  await expect.poll(() => begun, { timeout: 10_000 }).toBe(1);
  const moving = { params: { ...params, task_id: task.id }, body: { status: 'done', after_id: null } } as const;
  await client.api.projects.moveTask(moving);
  await expect.poll(() => seen.map(({ type }) => type)).toEqual(['task.moved']);
  client.realtime.close();
  developer.realtime.close();
});

test('no container may write to its own file system or is root', async () => {
  const ids = (await compose('ps', '--quiet')).split('\n');
  expect(ids).toHaveLength(8);
  for (const id of ids) {
    const script = 'touch /etc/written 2>/dev/null && echo writable; grep ^Uid: /proc/1/status';
    const { stdout } = await execute('docker', ['exec', id, 'sh', '-c', script]);
    expect(stdout).toMatch(/^Uid:\t[1-9]/);
  }
});

test('of two instances one is killed, and nobody notices', async () => {
  await compose('up', '--detach', '--wait', '--no-recreate', '--scale', 'web=2', '--scale', 'backend=2');
  const [web] = (await compose('ps', '--quiet', 'web')).split('\n');
  const [backend] = (await compose('ps', '--quiet', 'backend')).split('\n');
  const statuses: number[] = [];
  for (let round = 0; round < 60; round += 1) {
    if (round === 20) await execute('docker', ['kill', web ?? '', backend ?? '']);
    for (const path of ['/sign-in', '/api/v1/health/']) statuses.push((await fetch(siteUrl + path)).status);
  }
  expect(new Set(statuses)).toEqual(new Set([200]));
});

test('all ends by itself within ten seconds when it is told to', async () => {
  const startedAt = performance.now();
  await compose('stop', '--timeout', '30');
  expect(performance.now() - startedAt).toBeLessThan(10_000);
  const states = (await compose('ps', '--all', '--format', '{{.Service}} {{.ExitCode}}')).split('\n');
  // 143 is how Next ends when it is told to; 137 are the two that were killed before.
  const killed = states.filter((state) => state.endsWith(' 137')).sort();
  expect(killed).toEqual(['backend 137', 'web 137']);
  for (const state of states.filter((other) => !killed.includes(other))) expect(state).toMatch(/ 0$|^web 143$/);
});
