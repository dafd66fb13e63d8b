import { spawn, type ChildProcess } from 'node:child_process';
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
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

function start(folder: string): Start {
  const env = { ...process.env, THROUGHLINE_STACK_FOLDER: folder };
  const child = spawn(process.execPath, [stackCommand, 'start'], { env, stdio: ['ignore', 'pipe', 'pipe'] });
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

/** Command lines of processes that belong to the stack of this folder: they name it, or were told of it. */
function leftBehind(folder: string): string[] {
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name) && name !== String(process.pid));
  return pids.flatMap((pid) => {
    const about = ['cmdline', 'environ'].map((file) => read(`/proc/${pid}/${file}`));
    return about.some((text) => text.includes(folder)) ? [`${pid} ${about[0]?.replaceAll('\0', ' ') ?? ''}`] : [];
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
  await expect.poll(() => leftBehind(folder), { timeout: 20_000 }).toEqual([]);
});
