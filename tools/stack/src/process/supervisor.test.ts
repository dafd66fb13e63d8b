import { readFile } from 'node:fs/promises';
import { expect, onTestFinished, test } from 'vitest';
import { freePort } from './free-port.ts';
import { Supervisor, type ProcessDefinition } from './supervisor.ts';

function definition(script: string, rest: Partial<ProcessDefinition> = {}): ProcessDefinition {
  return { name: 'app', command: process.execPath, args: ['-e', script], cwd: '/', env: {}, ...rest };
}

function start() {
  const lines: string[] = [];
  const supervisor = new Supervisor((name, line) => lines.push(`${name}: ${line}`));
  onTestFinished(() => supervisor.stop());
  return { supervisor, lines };
}

/** Whether the process is there, and not only waiting to be buried. */
async function isRunning(pid: number): Promise<boolean> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => 'State: X');
  return !/^State:\s+[XZ]/m.test(status);
}

test('a process is ready when its address answers, and its output comes line by line', async () => {
  const { supervisor, lines } = start();
  const port = await freePort();
  const script = `console.log('hello'); console.error('world'); require('http').createServer((q, r) => r.end()).listen(${port}, '127.0.0.1')`;
  await supervisor.start(definition(script, { readyUrl: `http://127.0.0.1:${port}/` }));
  expect(lines.sort()).toEqual(['app: hello', 'app: world']);
});

test('a process that ends before it is ready fails with its last lines', async () => {
  const { supervisor } = start();
  const unready = definition("console.error('no database'); process.exit(3)", { readyUrl: 'http://127.0.0.1:1/' });
  await expect(supervisor.start(unready)).rejects.toThrow('app ended before it was ready:\nno database');
});

test('a process that ends later is told by name', async () => {
  const { supervisor } = start();
  await supervisor.start(definition("setTimeout(() => { console.error('out of memory'); process.exit(1); }, 50)"));
  expect(String(await supervisor.failed)).toContain('app has ended:\nout of memory');
});

test('a process that is run to its end fails when its code says so', async () => {
  const { supervisor } = start();
  await supervisor.complete(definition('process.exit(0)'));
  await expect(supervisor.complete(definition("console.error('broken migration'); process.exit(1)"))).rejects.toThrow(
    'app failed:\nbroken migration',
  );
});

test('stop ends every process, with the children that it leaves behind', async () => {
  const { supervisor, lines } = start();
  const script = `
    const child = require('child_process').spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);
    console.log(child.pid);
    process.on('SIGINT', () => process.exit(0));
    setInterval(() => {}, 1000);`;
  await supervisor.start(definition(script));
  await expect.poll(() => lines.length).toBe(1);
  const pid = Number(lines[0]?.split(' ')[1]);
  expect(await isRunning(pid)).toBe(true);
  await supervisor.stop();
  await expect.poll(() => isRunning(pid)).toBe(false);
});
