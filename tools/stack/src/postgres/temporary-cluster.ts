import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../process/free-port.ts';
import { embeddedBinaries, type Binaries } from './binaries.ts';
import { initialise, superuser } from './initialise.ts';
import { startServer, type PostgresServer } from './server.ts';

/** A PostgreSQL of one's own, for one run of tests. */
export interface TemporaryCluster {
  port: number;
  /** `postgres://…` of an existing, empty database whose role may create others. */
  url: string;
  /** Ends the server and removes its data. */
  stop: () => Promise<void>;
}

const attempts = 5;

// What makes a commit survive a crash costs most of a test's time, and these data need not survive anything.
const unsafeButFast = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off'];

/**
 * Starts an embedded PostgreSQL on a free port of the loopback address, on new data.
 * @throws {Failure} when it cannot be started; carries what the server said.
 */
export async function startTemporaryCluster(): Promise<TemporaryCluster> {
  const binaries = embeddedBinaries();
  const folder = mkdtempSync(join(tmpdir(), 'throughline-cluster-'));
  const remove = () => {
    rmSync(folder, { recursive: true, force: true });
    binaries.dispose();
  };
  try {
    chmodSync(folder, 0o755);
    const data = join(folder, 'data');
    await initialise(binaries, data, ['--auth=trust', '--no-sync']);
    const server = await startOnFreePort(binaries, data);
    const stop = async () => {
      await server.stop();
      remove();
    };
    return { port: server.port, url: `postgres://${superuser}@127.0.0.1:${server.port}/postgres`, stop };
  } catch (error) {
    remove();
    throw error;
  }
}

async function startOnFreePort(binaries: Binaries, data: string): Promise<PostgresServer> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await startServer(binaries, data, await freePort(), ['max_connections=200', ...unsafeButFast]);
    } catch (error) {
      if (attempt === attempts || !String(error).includes('could not bind')) throw error;
    }
  }
}
