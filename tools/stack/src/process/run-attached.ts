import { spawn } from 'node:child_process';
import { Failure } from '../failure.ts';

interface AttachedOptions {
  cwd?: string;
  env: NodeJS.ProcessEnv;
}

/**
 * Runs a command that gets the terminal; what ends us ends it first.
 * @returns its exit code
 * @throws {Failure} when it cannot be started
 */
export async function runAttached(command: string, args: readonly string[], options: AttachedOptions): Promise<number> {
  const child = spawn(command, args, { ...options, stdio: 'inherit' });
  const forward = (signal: NodeJS.Signals) => child.kill(signal);
  // Ctrl-C reaches the command itself, which has the terminal with us: we only wait for it.
  const wait = () => undefined;
  process.on('SIGINT', wait).on('SIGTERM', forward).on('SIGHUP', forward);
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
    process.off('SIGINT', wait).off('SIGTERM', forward).off('SIGHUP', forward);
  }
}
