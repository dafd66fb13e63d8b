import { spawn, type ChildProcess } from 'node:child_process';
import { chmodSync, mkdtempSync, readdirSync, readFileSync, readlinkSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { expect, onTestFinished, test } from 'vitest';

const stackCommand = resolve(import.meta.dirname, '../../stack/bin/stack.mjs');

interface Start {
  child: ChildProcess;
  lines: string[];
  /** Resolves when a line holds the text. */
  says: (text: string) => Promise<void>;
  ended: Promise<number | null>;
}

/** @param command in a process group of its own, as a terminal gives one */
function start(folder: string, ...command: readonly string[]): Start {
  const env = { ...process.env, THROUGHLINE_STACK_FOLDER: folder };
  const args = [stackCommand, ...(command.length === 0 ? ['start'] : command)];
  const child = spawn(process.execPath, args, { env, stdio: ['ignore', 'pipe', 'pipe'], detached: command.length > 0 });
  // A test that fails leaves nothing behind either: what was served, and the stack, which ends what it has started.
  onTestFinished(() => {
    if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return;
    process.kill(command.length > 0 ? -child.pid : child.pid, 'SIGTERM');
  });
  const lines: string[] = [];
  const waiting = new Set<() => void>();
  for (const stream of [child.stdout, child.stderr]) {
    createInterface(stream).on('line', (line) => {
      lines.push(line);
      for (const look of waiting) look();
    });
  }
  const ended = new Promise<number | null>((resolveEnded) => child.once('close', resolveEnded));
  const says = (text: string) =>
    new Promise<void>((resolveSaid, reject) => {
      const look = () => {
        if (!lines.some((line) => line.includes(text))) return;
        waiting.delete(look);
        resolveSaid();
      };
      waiting.add(look);
      look();
      void ended.then(() => {
        reject(new Error(`It ended without saying "${text}":\n${lines.join('\n')}`));
      });
    });
  return { child, lines, says, ended };
}

function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'throughline-start-'));
  chmodSync(folder, 0o755);
  onTestFinished(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  return folder;
}

/** `number command line` of processes that belong to the stack of this folder: they name it, were told of it, or work in it. */
function leftBehind(folder: string): string[] {
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name) && name !== String(process.pid));
  return pids.flatMap((pid) => {
    const commandLine = read(`/proc/${pid}/cmdline`).replaceAll('\0', ' ');
    const about = [commandLine, read(`/proc/${pid}/environ`), workingFolder(pid)];
    return about.some((text) => text.includes(folder)) ? [`${pid} ${commandLine}`] : [];
  });
}

/** Of a process that has just ended there is nothing to read. */
function read(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

function workingFolder(pid: string): string {
  try {
    return readlinkSync(`/proc/${pid}/cwd`);
  } catch {
    return '';
  }
}

test(
  'Ctrl-C in the middle of a migration leaves no process behind, and the next start finds the data whole',
  { timeout: 120_000 },
  async () => {
    const folder = temporaryFolder();
    const interrupted = start(folder);
    await interrupted.says('Migrating the database');
    interrupted.child.kill('SIGINT');
    expect(await interrupted.ended).toBe(130);
    expect(leftBehind(folder)).toEqual([]);

    const whole = start(folder);
    await whole.says('Ready after');
    const second = start(folder);
    expect(await second.ended).toBe(1);
    expect(second.lines.join('\n')).toContain(
      'The stack of this folder runs already. Stop it first, with Ctrl-C where it was started.',
    );
    expect(second.lines.join('\n')).not.toContain('    at ');

    whole.child.kill('SIGINT');
    expect(await whole.ended).toBe(0);
    expect(leftBehind(folder)).toEqual([]);
  },
);

test('a stack that is killed takes its processes with it', { timeout: 120_000 }, async () => {
  const folder = temporaryFolder();
  const stack = start(folder);
  await stack.says('Ready after');
  stack.child.kill('SIGKILL');
  await stack.ended;
  await expect.poll(() => leftBehind(folder)).toEqual([]);
});

test.each([
  ['PostgreSQL', / -D \/.*\/postgres /],
  ['Valkey', /(valkey|redis)-server /],
])('the death of %s stops the stack with one line that says so', { timeout: 120_000 }, async (name, commandLine) => {
  const folder = temporaryFolder();
  const stack = start(folder);
  await stack.says('Ready after');
  const [server] = leftBehind(folder).filter((line) => commandLine.test(line));
  process.kill(Number(server?.split(' ')[0]), 'SIGKILL');
  expect(await stack.ended).toBe(1);
  const last = `^${name} has ended by SIGKILL; nothing works without it. Its last line: .`;
  expect(stack.lines.filter((line) => line.startsWith(name))).toEqual([expect.stringMatching(last)]);
  expect(leftBehind(folder)).toEqual([]);
});

test('two stacks that start at once do not take each other’s ports', { timeout: 120_000 }, async () => {
  const folders = [temporaryFolder(), temporaryFolder()];
  const stacks = folders.map((folder) => start(folder));
  await Promise.all(stacks.map((stack) => stack.says('Ready after')));
  const ports = folders.flatMap((folder) =>
    [...read(join(folder, 'env')).matchAll(/^[A-Z_]+_URL=[a-z]+:\/\/.*:(\d+)/gm)].map(([, port]) => port),
  );
  // Of each: pages, database, broker, backend and gateway.
  expect(new Set(ports).size).toBe(10);
  for (const stack of stacks) stack.child.kill('SIGINT');
  expect(await Promise.all(stacks.map(({ ended }) => ended))).toEqual([0, 0]);
});

test.each([
  ['backend', /server at http:\/\/127\.0\.0\.1:(\d+)/, '/readyz'],
  ['realtime', /"port":(\d+)/, '/livez'],
  ['web', /Local: +http:\/\/[^:]+:(\d+)/, '/livez'],
])('%s is served by itself, until Ctrl-C', { timeout: 120_000 }, async (app, listening, path) => {
  const folder = temporaryFolder();
  const served = start(folder, 'serve', app);
  const port = () => served.lines.map((line) => listening.exec(line)?.[1]).find((found) => found !== undefined);
  await expect.poll(port, { timeout: 60_000 }).toBeDefined();
  const status = () => fetch(`http://127.0.0.1:${port() ?? ''}${path}`).then((answer) => answer.status);
  await expect.poll(status, { timeout: 60_000 }).toBe(200);
  // To the whole group, as a terminal does.
  process.kill(-(served.child.pid ?? Number.NaN), 'SIGINT');
  await served.ended;
  // Next's own child ends a moment after it.
  await expect.poll(() => leftBehind(folder)).toEqual([]);
});
