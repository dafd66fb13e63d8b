import { chownSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { dataFolder } from '../process/data-folder.ts';
import { startQuietServer, type QuietServer } from '../process/quiet-server.ts';
import { findValkey, type ValkeyBinary } from './find-valkey.ts';

export interface ValkeyServer extends QuietServer {
  /** `redis://…` with the password. */
  url: string;
}

/**
 * Starts a Valkey (or Redis) whose data are kept in the folder, on the loopback address only. A crash may lose the last
 * second: what matters stands in the database.
 * @param password letters, digits, `-` and `_`
 * @throws {Failure} when there is no server to start, or with what it said last
 */
export async function startValkey(
  folder: string,
  port: number,
  password: string,
  binary: ValkeyBinary = findValkey(),
): Promise<ValkeyServer> {
  try {
    const server = await startWith(binary, folder, port, password);
    const stop = async () => {
      await server.stop();
      binary.dispose();
    };
    return { url: `redis://:${password}@127.0.0.1:${port}/0`, failed: server.failed, stop };
  } catch (error) {
    binary.dispose();
    throw error;
  }
}

function startWith(binary: ValkeyBinary, folder: string, port: number, password: string): Promise<QuietServer> {
  const { command, identity } = binary;
  const data = dataFolder(folder, identity, 'valkey');
  mkdirSync(data, { recursive: true, mode: 0o700 });
  // A file, because arguments are shown to everybody on the machine.
  const configuration = join(data, 'valkey.conf');
  const settings = [
    'bind 127.0.0.1',
    `port ${port}`,
    `requirepass ${password}`,
    'dir .',
    'appendonly yes',
    'appendfsync everysec',
    'save ""',
    // What does not fit is refused and stays in the database, instead of pushing other messages out.
    'maxmemory 256mb',
    'maxmemory-policy noeviction',
  ];
  writeFileSync(configuration, settings.map((setting) => `${setting}\n`).join(''), { mode: 0o600 });
  if ('uid' in identity) for (const path of [data, configuration]) chownSync(path, identity.uid, identity.gid);
  return startQuietServer({
    name: 'Valkey',
    command,
    args: [configuration],
    identity,
    cwd: data,
    env: { LC_ALL: 'C', PATH: process.env['PATH'] },
    readyLine: 'Ready to accept connections',
  });
}
