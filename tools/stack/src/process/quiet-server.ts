import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { Failure } from '../failure.ts';
import type { Identity } from './identity.ts';

const guard = join(import.meta.dirname, 'guard.sh');
const rememberedLines = 12;

export interface QuietServerDefinition {
  /** As people call it. */
  name: string;
  command: string;
  args: readonly string[];
  identity: Identity;
  cwd: string;
  env: NodeJS.ProcessEnv;
  /** Part of the line that tells that it takes connections. */
  readyLine: string;
}

/** A server whose lines are only of interest when it fails. */
export interface QuietServer {
  /** Resolves, with what to say, when the server has ended although nobody stopped it. */
  failed: Promise<Failure>;
  /** Interrupts the server and resolves when it has ended. */
  stop: () => Promise<void>;
}

/**
 * Resolves when the server takes connections; it ends with this process, whatever happens to that.
 * @throws {Failure} carrying what the server said last
 */
export async function startQuietServer(definition: QuietServerDefinition): Promise<QuietServer> {
  const { name, command, args, identity, cwd, env, readyLine } = definition;
  // The server's own process group: Ctrl-C at the terminal must not end it before those who still use it.
  const server = spawn('sh', [guard, command, ...args], {
    ...identity,
    cwd,
    env,
    stdio: ['pipe', 'pipe', 'pipe'],
    detached: true,
  });
  // The guard may be gone when its input is closed.
  server.stdin.on('error', () => undefined);
  const lines: string[] = [];
  let isStopping = false;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.once('close', () => {
      reject(new Failure(`${name} did not start:\n${lines.join('\n')}`));
    });
    for (const stream of [server.stdout, server.stderr]) {
      createInterface(stream).on('line', (line) => {
        lines.push(line);
        if (lines.length > rememberedLines) lines.shift();
        if (line.includes(readyLine)) resolve();
      });
    }
  });
  const failed = new Promise<Failure>((resolve) => {
    // Not `close`, for which the children of a killed server would have to end too.
    server.once('exit', (code, signal) => {
      if (!isStopping) resolve(new Failure(lastWords(name, code, signal, lines)));
    });
  });
  const stop = async () => {
    isStopping = true;
    await end(server);
  };
  return { failed, stop };
}

function lastWords(name: string, code: number | null, signal: string | null, lines: readonly string[]): string {
  const how = signal === null ? `by itself, with code ${code ?? 0}` : `by ${signal}`;
  const full = lines.find((line) => line.includes('No space left on device'));
  const why = full === undefined ? `Its last line: ${lines.at(-1) ?? '(none)'}` : 'There is no room on the disk.';
  return `${name} has ended ${how}; nothing works without it. ${why}`;
}

async function end(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return;
  const ended = new Promise((resolve) => server.once('close', resolve));
  server.stdin?.end();
  await ended;
}
