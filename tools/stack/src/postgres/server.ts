import { startQuietServer, type QuietServer } from '../process/quiet-server.ts';
import type { Binaries } from './binaries.ts';

/** A PostgreSQL server that runs, on the loopback address only. Stopping it rolls open transactions back. */
export interface PostgresServer extends QuietServer {
  readonly port: number;
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
  const server = await startQuietServer({
    name: 'PostgreSQL',
    command: postgres,
    args: ['-D', data, '-p', String(port), ...all.flatMap((setting) => ['-c', setting])],
    identity,
    cwd: data,
    env: { LC_ALL: 'C', PATH: process.env['PATH'] },
    readyLine: 'database system is ready to accept connections',
  });
  return { port, ...server };
}
