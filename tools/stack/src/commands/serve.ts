import { join } from 'node:path';
import { Failure } from '../failure.ts';
import { startPersistentCluster } from '../postgres/persistent-cluster.ts';
import { runAttached } from '../process/run-attached.ts';
import type { ProcessDefinition } from '../process/supervisor.ts';
import { choosePorts, readEnvironmentFile, type Ports } from '../stack/addresses.ts';
import { stackFolder } from '../stack/folder.ts';
import { stackEnvironment } from '../stack/processes.ts';
import { stackSecrets } from '../stack/secrets.ts';
import { watchedProcesses } from '../stack/watched-processes.ts';
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
  if (app === 'web') return serveWeb();
  throw new Failure('Say what to serve: stack serve backend, realtime or web');
}

async function serveBackend(): Promise<number> {
  const ports = await choosePorts('usual', ['backend', 'postgres']);
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
  // Without one the backend serves too; what it puts in line waits for a worker.
  const redisUrl = process.env['REDIS_URL'] ?? running?.['REDIS_URL'] ?? '';
  const url = cluster?.urlOf(database) ?? running?.['DATABASE_URL'] ?? '';
  return {
    // Unbuffered: what it says stands there at once, also where it is not a terminal that reads.
    env: { ...process.env, ...stackEnvironment(ports, secrets, url, redisUrl, folder), PYTHONUNBUFFERED: '1' },
    stop: () => cluster?.stop() ?? Promise.resolve(),
  };
}

async function serveGateway(): Promise<number> {
  const ports = await choosePorts('usual', ['gateway']);
  return serveProcess(watchedProcesses(besideRunning(ports), ports).gateway);
}

async function serveWeb(): Promise<number> {
  const ports = await choosePorts('usual', ['web']);
  return serveProcess(watchedProcesses(besideRunning(ports), ports).web);
}

/** The others are where a stack of this folder has them, else at their usual ports. */
function besideRunning(ports: Ports): Record<string, string> {
  const folder = stackFolder();
  const env = stackEnvironment(ports, stackSecrets(folder), '', '', folder);
  const running = readEnvironmentFile(folder);
  return {
    ...env,
    BACKEND_URL: running?.['BACKEND_URL'] ?? env['BACKEND_URL'] ?? '',
    GATEWAY_URL: running?.['GATEWAY_URL'] ?? env['GATEWAY_URL'] ?? '',
  };
}

function serveProcess({ command, args, cwd, env }: ProcessDefinition): Promise<number> {
  return runAttached(command, args, { cwd, env: { ...process.env, ...env } });
}
