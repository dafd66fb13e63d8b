import { Failure } from '../failure.ts';
import { startTemporaryCluster } from '../postgres/temporary-cluster.ts';
import { runAttached } from '../process/run-attached.ts';

/**
 * Runs a command with `DATABASE_URL` of a PostgreSQL that lives as long as the command.
 * @returns the command's exit code
 */
export async function withPostgres([command, ...args]: readonly string[]): Promise<number> {
  if (command === undefined) throw new Failure('Say what to run: stack with-postgres <command> [arguments]');
  const cluster = await startTemporaryCluster();
  try {
    return await runAttached(command, args, { env: { ...process.env, DATABASE_URL: cluster.url } });
  } finally {
    await cluster.stop();
  }
}
