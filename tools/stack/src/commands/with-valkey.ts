import { Failure } from '../failure.ts';
import { runAttached } from '../process/run-attached.ts';
import { findValkey } from '../valkey/find-valkey.ts';

/**
 * Runs a command that starts Valkeys of its own: `VALKEY_SERVER` is the program.
 * @returns the command's exit code
 */
export async function withValkey([command, ...args]: readonly string[]): Promise<number> {
  if (command === undefined) throw new Failure('Say what to run: stack with-valkey <command> [arguments]');
  const { command: server, dispose } = findValkey();
  try {
    return await runAttached(command, args, { env: { ...process.env, VALKEY_SERVER: server } });
  } finally {
    dispose();
  }
}
