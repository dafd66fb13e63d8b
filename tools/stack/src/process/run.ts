import { spawn } from 'node:child_process';
import { Failure } from '../failure.ts';

interface RunOptions {
  cwd?: string;
  env?: NodeJS.ProcessEnv;
  uid?: number;
  gid?: number;
}

/**
 * Runs a program to its end and gives what it printed.
 * @throws {Failure} when it cannot be started or ends with another code than 0; the message carries its last lines.
 */
export async function run(command: string, args: readonly string[], options: RunOptions = {}): Promise<string> {
  const child = spawn(command, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  let errors = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (errors += text));
  const code = await new Promise<number | string | null>((resolve, reject) => {
    child.once('error', (cause) => {
      reject(new Failure(`${command} could not be started: ${cause.message}`, { cause }));
    });
    child.once('close', (exitCode, signal) => {
      resolve(exitCode ?? signal);
    });
  });
  if (code === 0) return output;
  const lastLines = (errors || output).trim().split('\n').slice(-12).join('\n');
  throw new Failure(`${command} ${args.join(' ')} ended with ${String(code)}:\n${lastLines}`);
}
