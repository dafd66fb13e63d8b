import { startPersistentCluster } from '../postgres/persistent-cluster.ts';
import { Supervisor, type ProcessDefinition } from '../process/supervisor.ts';
import type { Failure } from '../failure.ts';
import { choosePorts, writeEnvironmentFile } from './addresses.ts';
import { backendServer, gateway, manage, relay, stackEnvironment } from './processes.ts';
import { stackSecrets } from './secrets.ts';

/** A stack that runs: every process ready. */
export interface RunningStack {
  env: Readonly<Record<string, string>>;
  supervisor: Supervisor;
  /** To start a process again that was ended on purpose. */
  processes: Readonly<Record<'backend' | 'gateway' | 'relay', ProcessDefinition>>;
  /** Resolves when a process has ended by itself. */
  failed: Promise<Failure>;
  stop: () => Promise<void>;
}

export interface StackOptions {
  /** Where data, secrets and the environment file are kept. */
  folder: string;
  /** Settings of the processes that differ from the usual ones. */
  overrides?: Readonly<Record<string, string>>;
  /** Each line that a process prints. */
  print: (name: string, line: string) => void;
  /** Each step of the start. */
  report: (step: string) => void;
  /** Ends the start half-way; what had been started is stopped again. */
  signal: AbortSignal;
}

/**
 * Starts database, migrations, demo data, backend, relay and gateway, in this order, each when the one before is ready.
 * @throws {Failure} with one clear line; nothing is left running
 */
export async function startStack({ folder, overrides, print, report, signal }: StackOptions): Promise<RunningStack> {
  const secrets = stackSecrets(folder);
  const ports = await choosePorts();
  report('Starting PostgreSQL');
  const database = { name: 'backend', password: secrets.BACKEND_DATABASE_PASSWORD };
  const cluster = await startPersistentCluster(folder, ports.postgres, secrets.POSTGRES_PASSWORD, [database]);
  const supervisor = new Supervisor(print);
  const stop = async () => {
    await supervisor.stop();
    await cluster.stop();
  };
  const onAbort = () => void supervisor.stop();
  signal.addEventListener('abort', onAbort);
  try {
    const env = { ...stackEnvironment(ports, secrets, cluster.urlOf(database)), ...overrides };
    writeEnvironmentFile(folder, env);
    const processes = { backend: backendServer(env, ports), gateway: gateway(env, ports), relay: relay(env) };
    const steps: [string, () => Promise<void>][] = [
      ['Migrating the database', () => supervisor.complete(manage('migrate', env, 'migrate', '--verbosity', '0'))],
      ['Loading demo data', () => supervisor.complete(manage('demo', env, 'load_demo'))],
      ['Starting the gateway', () => supervisor.start(processes.gateway)],
      ['Starting the backend', () => supervisor.start(processes.backend)],
      ['Starting the relay', () => supervisor.start(processes.relay)],
    ];
    for (const [step, run] of steps) {
      signal.throwIfAborted();
      report(step);
      await run();
    }
    signal.throwIfAborted();
    return { env, supervisor, processes, failed: supervisor.failed, stop };
  } catch (error) {
    await stop();
    throw error;
  } finally {
    signal.removeEventListener('abort', onAbort);
  }
}
