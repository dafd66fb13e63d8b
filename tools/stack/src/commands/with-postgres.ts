import { spawn } from 'node:child_process';
import { Failure } from '../failure.ts';
import { startTemporaryCluster } from '../postgres/temporary-cluster.ts';

/**
 * Runs a command with `DATABASE_URL` of a PostgreSQL that lives as long as the command.
 * @returns the command's exit code
 */
export async function withPostgres([command, ...args]: readonly string[]): Promise<number> {
  if (command === undefined) throw new Failure('Say what to run: stack with-postgres <command> [arguments]');
  const cluster = await startTemporaryCluster();
  try {
    return await runAttached(command, args, { ...process.env, DATABASE_URL: cluster.url });
  } finally {
    await cluster.stop();
  }
}

/** The command gets the terminal, and each signal that ends us ends it first. */
async function runAttached(command: string, args: readonly string[], env: NodeJS.ProcessEnv): Promise<number> {
  const child = spawn(command, args, { env, stdio: 'inherit' });
  const forward = (signal: NodeJS.Signals) => child.kill(signal);
  process.on('SIGINT', forward).on('SIGTERM', forward).on('SIGHUP', forward);
  try {
    return await new Promise((resolve, reject) => {
      child.once('error', (cause) => {
        reject(new Failure(`${command} could not be started: ${cause.message}`, { cause }));
      });
      child.once('exit', (code) => {
        resolve(code ?? 1);
      });
    });
  } finally {
    process.off('SIGINT', forward).off('SIGTERM', forward).off('SIGHUP', forward);
  }
}
