import { join } from 'node:path';
import { Failure } from '../failure.ts';
import { startPersistentCluster } from '../postgres/persistent-cluster.ts';
import { runAttached } from '../process/run-attached.ts';
import { choosePorts, readEnvironmentFile, type Ports } from '../stack/addresses.ts';
import { stackFolder } from '../stack/folder.ts';
import { stackEnvironment } from '../stack/processes.ts';
import { stackSecrets } from '../stack/secrets.ts';
import { workspaceRoot } from '../workspace-root.ts';
import { setup } from './setup.ts';

/**
 * `nx serve <app>`: one app by itself, restarted when its source changes, beside whatever else of the stack runs.
 * @returns the app's exit code
 */
export async function serve([app]: readonly string[]): Promise<number> {
  await setup();
  if (app === 'backend') return serveBackend();
  if (app === 'realtime') return serveGateway();
  throw new Failure('Say what to serve: stack serve backend, or stack serve realtime');
}

async function serveBackend(): Promise<number> {
  const ports = await choosePorts();
  const { env, stop } = await withDatabase(ports);
  const cwd = join(workspaceRoot, 'apps/backend');
  const python = join(workspaceRoot, '.venv/bin/python');
  try {
    const migrated = await runAttached(python, ['manage.py', 'migrate', '--verbosity', '0'], { cwd, env });
    if (migrated !== 0) return migrated;
    return await runAttached(python, ['manage.py', 'runserver', `127.0.0.1:${ports.backend}`], { cwd, env });
  } finally {
    await stop();
  }
}

/** The database of a stack that runs in this folder, else one that lives as long as this command. */
async function withDatabase(ports: Ports): Promise<{ env: NodeJS.ProcessEnv; stop: () => Promise<void> }> {
  const folder = stackFolder();
  const secrets = stackSecrets(folder);
  const database = { name: 'backend', password: secrets.BACKEND_DATABASE_PASSWORD };
  const running = readEnvironmentFile(folder);
  const cluster = await startPersistentCluster(folder, ports.postgres, secrets.POSTGRES_PASSWORD, [database]).catch(
    (error: unknown) => {
      if (error instanceof Failure && running !== undefined) return undefined;
      throw error;
    },
  );
  const url = cluster?.urlOf(database) ?? running?.['DATABASE_URL'] ?? '';
  return {
    env: { ...process.env, ...stackEnvironment(ports, secrets, url) },
    stop: () => cluster?.stop() ?? Promise.resolve(),
  };
}

async function serveGateway(): Promise<number> {
  const folder = stackFolder();
  const ports = await choosePorts();
  const running = readEnvironmentFile(folder);
  const env = {
    ...process.env,
    ...stackEnvironment(ports, stackSecrets(folder), ''),
    ...(running === undefined ? {} : { BACKEND_URL: running['BACKEND_URL'] }),
    PORT: String(ports.gateway),
  };
  const watch = ['watch', '--clear-screen=false', '--conditions=development', 'src/main.ts'];
  return runAttached(join(workspaceRoot, 'tools/stack/node_modules/.bin/tsx'), watch, {
    cwd: join(workspaceRoot, 'apps/realtime'),
    env,
  });
}
