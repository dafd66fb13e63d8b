import { spawnSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { expect, onTestFinished, test } from 'vitest';
import { Supervisor, type ProcessDefinition } from './supervisor.ts';

function startSupervisor() {
  const lines: string[] = [];
  const supervisor = new Supervisor((name, line) => lines.push(`${name}: ${line}`));
  onTestFinished(() => supervisor.stop());
  return { supervisor, lines };
}

function script(text: string, settings: Partial<ProcessDefinition> = {}): ProcessDefinition {
  return { name: 'it', command: 'sh', args: ['-c', text], cwd: tmpdir(), env: {}, ...settings };
}

test('a process that ends by itself is a failure that tells its last lines; one that was killed is not', async () => {
  const { supervisor, lines } = startSupervisor();
  await supervisor.start(script('echo up; exec sleep 60', { name: 'killed' }));
  await expect.poll(() => lines).toEqual(['killed: up']);
  await supervisor.kill('killed');
  await supervisor.start(script('echo gone >&2; exit 3', { name: 'other' }));
  expect(String(await supervisor.failed)).toContain('other has ended:\ngone');
});

test.each<[string, Partial<ProcessDefinition>]>([
  ['that ends at once', {}],
  ['of a program that is not there', { command: './no-such-program', args: [] }],
  ['in a folder that is not there', { cwd: '/no/such/folder' }],
])('a process %s does not get ready', async (_, settings) => {
  const { supervisor } = startSupervisor();
  const definition = script('exit 1', { readyUrl: 'http://127.0.0.1:1/', ...settings });
  await expect(supervisor.start(definition)).rejects.toThrow('it ended before it was ready');
  await expect(supervisor.complete(script('exit 1', settings))).rejects.toThrow('it failed');
});

test('stopping interrupts a program that has no handler of its own, without waiting for the limit', async () => {
  const { supervisor, lines } = startSupervisor();
  await supervisor.start(script('echo $$; exec sleep 60'));
  await expect.poll(() => lines).toHaveLength(1);
  const startedAt = performance.now();
  await supervisor.stop();
  expect(performance.now() - startedAt).toBeLessThan(5000);
  expect(spawnSync('kill', ['-0', lines[0]?.slice(4) ?? '']).status).not.toBe(0);
});

test('a process that has ended cannot be killed: its number may be another’s by now', async () => {
  const { supervisor, lines } = startSupervisor();
  await supervisor.start(script('echo up'));
  await expect.poll(() => lines).toHaveLength(1);
  await supervisor.failed;
  await expect(supervisor.kill('it')).rejects.toThrow('There is no process it.');
});
