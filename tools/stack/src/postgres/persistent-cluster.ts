import { chownSync, existsSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import postgres from 'postgres';
import { Failure } from '../failure.ts';
import { dataFolder } from '../process/data-folder.ts';
import { embeddedBinaries, type Binaries } from './binaries.ts';
import { initialise, superuser } from './initialise.ts';
import { startServer } from './server.ts';

/** A database and the only role that may connect to it, of the same name. */
export interface Database {
  name: string;
  password: string;
}

export interface PersistentCluster {
  port: number;
  urlOf: (database: Database) => string;
  /** Resolves when the server has ended although nobody stopped it. */
  failed: Promise<Failure>;
  stop: () => Promise<void>;
}

/**
 * Starts the cluster whose data are kept in the folder, makes it on the first call, and makes the databases that are
 * missing.
 * @throws {Failure} when it runs already, cannot start, or there is no room on the disk
 */
export async function startPersistentCluster(
  folder: string,
  port: number,
  password: string,
  databases: readonly Database[],
): Promise<PersistentCluster> {
  const binaries = embeddedBinaries();
  try {
    return await startWith(binaries, folder, port, password, databases);
  } catch (error) {
    binaries.dispose();
    throw error;
  }
}

async function startWith(
  binaries: Binaries,
  folder: string,
  port: number,
  password: string,
  databases: readonly Database[],
): Promise<PersistentCluster> {
  const data = dataFolder(folder, binaries.identity, 'postgres');
  if (!existsSync(data)) await initialiseWhole(binaries, data, password);
  const server = await startServer(binaries, data, port, []).catch(explain);
  const sql = postgres({
    host: '127.0.0.1',
    port,
    user: superuser,
    password,
    database: 'postgres',
    max: 1,
    onnotice: () => undefined,
  });
  try {
    for (const database of databases) await provide(sql, database);
  } catch (error) {
    await server.stop();
    throw error;
  } finally {
    await sql.end();
  }
  const stop = async () => {
    await server.stop();
    binaries.dispose();
  };
  return {
    port,
    urlOf: ({ name, password: secret }) => `postgres://${name}:${secret}@127.0.0.1:${port}/${name}`,
    failed: server.failed,
    stop,
  };
}

/** Under another name until it is whole, so that an interrupted start leaves nothing that looks like a cluster. */
async function initialiseWhole(binaries: Binaries, data: string, password: string): Promise<void> {
  const unfinished = `${data}.new`;
  const passwordFile = join(dirname(data), 'password.new');
  rmSync(unfinished, { recursive: true, force: true });
  writeFileSync(passwordFile, password, { mode: 0o600 });
  if ('uid' in binaries.identity) chownSync(passwordFile, binaries.identity.uid, binaries.identity.gid);
  try {
    await initialise(binaries, unfinished, ['--auth=scram-sha-256', `--pwfile=${passwordFile}`]);
    renameSync(unfinished, data);
  } catch (error) {
    rmSync(unfinished, { recursive: true, force: true });
    explain(error);
  } finally {
    rmSync(passwordFile, { force: true });
  }
}

async function provide(sql: postgres.Sql, { name, password }: Database): Promise<void> {
  const [role] = await sql`select 1 from pg_roles where rolname = ${name}`;
  if (role === undefined) await sql`create role ${sql(name)} login`;
  // A role's password cannot be a parameter; ours is letters, digits, - and _.
  await sql.unsafe(`alter role ${name} password '${password}'`);
  const [database] = await sql`select 1 from pg_database where datname = ${name}`;
  if (database === undefined) await sql`create database ${sql(name)} owner ${sql(name)}`;
  await sql`revoke connect on database ${sql(name)} from public`;
}

/** Says in one line what can be mended. */
function explain(error: unknown): never {
  const text = String(error);
  if (text.includes('postmaster.pid'))
    throw new Failure('The stack of this folder runs already. Stop it first, with Ctrl-C where it was started.', {
      cause: error,
    });
  throw error;
}
