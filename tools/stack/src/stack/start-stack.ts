import { startPersistentCluster } from '../postgres/persistent-cluster.ts';
import { Supervisor, type ProcessDefinition } from '../process/supervisor.ts';
import type { Failure } from '../failure.ts';
import { choosePorts, writeEnvironmentFile } from './addresses.ts';
import { backendServer, gateway, manage, relay, stackEnvironment, web, worker } from './processes.ts';
import { restartOnChange } from './restart-on-change.ts';
import { stackSecrets } from './secrets.ts';
import { startValkey, type ValkeyServer } from '../valkey/valkey-server.ts';
import { watchedProcesses } from './watched-processes.ts';

/** A stack that runs: every process ready. */
export interface RunningStack {
  env: Readonly<Record<string, string>>;
  supervisor: Supervisor;
  /** To start a process again that was ended on purpose. */
  processes: Readonly<Record<'backend' | 'gateway' | 'relay' | 'web' | 'worker', ProcessDefinition>>;
  /** Resolves when a process has ended by itself, a database too. */
  failed: Promise<Failure>;
  stop: () => Promise<void>;
}

export interface StackOptions {
  /** Where data, secrets and the environment file are kept. */
  folder: string;
  /** Settings of the processes that differ from the usual ones. */
  overrides?: Readonly<Record<string, string>>;
  /**
   * `free` for stacks that start beside each other, as tests do.
   * @default 'usual'
   */
  ports?: 'usual' | 'free';
  /** A Valkey or Redis that runs already; without it one of this stack's own is started. */
  redisUrl?: string | undefined;
  /**
   * Whether pages are served too. They must have been built.
   * @default false
   */
  withWeb?: boolean;
  /**
   * Whether the processes run from source and start again when it changes.
   * @default false
   */
  watch?: boolean;
  /** Each line that a process prints. */
  print: (name: string, line: string) => void;
  /** Each step of the start. */
  report: (step: string) => void;
  /** Ends the start half-way; what had been started is stopped again. */
  signal: AbortSignal;
}

/**
 * Starts the databases, migrations, demo data, gateway, backend, worker, relay and pages, in this order, each when the one
 * before is ready.
 * @throws {Failure} with one clear line; nothing is left running
 */
export async function startStack(options: StackOptions): Promise<RunningStack> {
  const { folder, overrides, withWeb = false, watch = false, print, report, signal } = options;
  const secrets = stackSecrets(folder);
  const ports = await choosePorts(options.ports);
  report('Starting PostgreSQL');
  const database = { name: 'backend', password: secrets.BACKEND_DATABASE_PASSWORD };
  const cluster = await startPersistentCluster(folder, ports.postgres, secrets.POSTGRES_PASSWORD, [database]);
  let valkey: ValkeyServer | undefined;
  const supervisor = new Supervisor(print);
  let stopWatching: () => void = () => undefined;
  const stop = async () => {
    stopWatching();
    await supervisor.stop();
    await valkey?.stop();
    await cluster.stop();
  };
  const onAbort = () => void supervisor.stop();
  signal.addEventListener('abort', onAbort);
  try {
    if (options.redisUrl === undefined) {
      report('Starting Valkey');
      valkey = await startValkey(folder, ports.valkey, secrets.VALKEY_PASSWORD);
    }
    const failed = Promise.race([supervisor.failed, cluster.failed, ...(valkey === undefined ? [] : [valkey.failed])]);
    const redisUrl = options.redisUrl ?? valkey?.url ?? '';
    const env = { ...stackEnvironment(ports, secrets, cluster.urlOf(database), redisUrl, folder), ...overrides };
    writeEnvironmentFile(folder, env);
    const processes = {
      backend: backendServer(env, ports),
      gateway: gateway(env, ports),
      relay: relay(env),
      web: web(env, ports),
      worker: worker(env, folder),
      ...(watch ? watchedProcesses(env, ports) : {}),
    };
    const steps: [string, () => Promise<void>][] = [
      ['Migrating the database', () => supervisor.complete(manage('migrate', env, 'migrate', '--verbosity', '0'))],
      ['Loading demo data', () => supervisor.complete(manage('demo', env, 'load_demo'))],
      ['Starting the gateway', () => supervisor.start(processes.gateway)],
      ['Starting the backend', () => supervisor.start(processes.backend)],
      ['Starting the worker', () => supervisor.start(processes.worker)],
      ['Starting the relay', () => supervisor.start(processes.relay)],
    ];
    if (withWeb) steps.push(['Starting the pages', () => supervisor.start(processes.web)]);
    for (const [step, run] of steps) {
      signal.throwIfAborted();
      report(step);
      // A database that ends in the middle is the reason for whatever fails after it.
      await Promise.race([run(), failed.then((failure) => Promise.reject(failure))]);
    }
    signal.throwIfAborted();
    if (watch) stopWatching = restartOnChange(supervisor, ['relay', 'worker'], report);
    return { env, supervisor, processes, failed, stop };
  } catch (error) {
    await stop();
    throw error;
  } finally {
    signal.removeEventListener('abort', onAbort);
  }
}
