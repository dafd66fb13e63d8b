import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
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

test('a process whose port another program holds is not started, and that one’s answer is not taken for its own', async () => {
  const { supervisor, lines } = startSupervisor();
  const stranger = createServer((_, response) => response.end()).listen(0, '127.0.0.1');
  onTestFinished(() => {
    stranger.close();
  });
  await once(stranger, 'listening');
  const address = stranger.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const definition = script('echo up; exec sleep 60', { readyUrl: `http://127.0.0.1:${port}/readyz` });
  await expect(supervisor.start(definition)).rejects.toThrow(`another program has taken port ${port} meanwhile`);
  expect(lines).toEqual([]);
});

test('a process is ready when it has written its own number into its file, and not by the file of another', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'throughline-ready-'));
  onTestFinished(() => {
    rmSync(folder, { recursive: true });
  });
  const { supervisor, lines } = startSupervisor();
  const readyFile = join(folder, 'ready');
  writeFileSync(readyFile, String(process.pid));
  const text = `echo 1 > ${readyFile}; sleep 0.5; echo working; echo $$ > ${readyFile}; exec sleep 60`;
  await supervisor.start(script(text, { readyFile }));
  expect(lines).toEqual(['it: working']);
});

test('a process that is started again is another one, and its end is no failure while its source is written', async () => {
  const { supervisor, lines } = startSupervisor();
  await supervisor.start(script('echo $$; exec sleep 60'));
  await expect.poll(() => lines).toHaveLength(1);
  await supervisor.restart('it');
  await expect.poll(() => lines).toHaveLength(2);
  expect(lines[1]).not.toBe(lines[0]);
  expect(spawnSync('kill', ['-0', lines[0]?.slice(4) ?? '']).status).not.toBe(0);
  spawnSync('kill', ['-KILL', lines[1]?.slice(4) ?? '']);
  await supervisor.restart('it');
  await expect.poll(() => lines).toHaveLength(3);
  await expect(Promise.race([supervisor.failed, Promise.resolve('none')])).resolves.toBe('none');
});
