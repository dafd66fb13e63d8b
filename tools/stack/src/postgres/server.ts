import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { Failure } from '../failure.ts';
import type { Binaries } from './binaries.ts';

const guard = join(import.meta.dirname, '../process/guard.sh');
const rememberedLines = 12;

/** A PostgreSQL server that runs, on the loopback address only. */
export interface PostgresServer {
  readonly port: number;
  /** Fast shutdown: open transactions are rolled back, what was committed is safe. */
  stop: () => Promise<void>;
}

/**
 * Resolves when the server takes connections.
 * @param settings `name=value` of PostgreSQL's configuration
 * @throws {Failure} carrying what the server said last
 */
export async function startServer(
  { postgres, identity }: Binaries,
  data: string,
  port: number,
  settings: readonly string[],
): Promise<PostgresServer> {
  const all = ['listen_addresses=127.0.0.1', 'unix_socket_directories=', ...settings];
  const args = ['-D', data, '-p', String(port), ...all.flatMap((setting) => ['-c', setting])];
  // The server's own process group: Ctrl-C at the terminal must not end it before those who still use it.
  const server = spawn('sh', [guard, postgres, ...args], {
    ...identity,
    cwd: data,
    env: { LC_ALL: 'C', PATH: process.env['PATH'] },
    stdio: ['pipe', 'ignore', 'pipe'],
    detached: true,
  });
  const lines: string[] = [];
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.once('close', () => {
      reject(new Failure(`PostgreSQL did not start:\n${lines.join('\n')}`));
    });
    createInterface(server.stderr).on('line', (line) => {
      lines.push(line);
      if (lines.length > rememberedLines) lines.shift();
      if (line.includes('database system is ready to accept connections')) resolve();
    });
  });
  return { port, stop: () => end(server) };
}

async function end(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return;
  const ended = new Promise((resolve) => server.once('close', resolve));
  server.stdin?.end();
  await ended;
}
