import { chownSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { run } from '../process/run.ts';
import type { Binaries } from './binaries.ts';

/** The role that owns the cluster. */
export const superuser = 'throughline';

/**
 * Makes a new, empty cluster.
 * @param folder that does not exist yet, in one that does
 * @param authentication options of initdb that say who may connect
 * @throws {Failure} with what initdb said
 */
export async function initialise(
  { initdb, identity }: Binaries,
  folder: string,
  authentication: readonly string[],
): Promise<void> {
  mkdirSync(folder, { mode: 0o700 });
  if ('uid' in identity) chownSync(folder, identity.uid, identity.gid);
  const settings = ['--encoding=UTF8', '--locale=C.UTF-8', '--no-instructions', ...authentication];
  await run(initdb, [...settings, `--username=${superuser}`, `--pgdata=${folder}`], {
    ...identity,
    cwd: dirname(folder),
    env: {},
  });
}
