import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { Failure } from '../failure.ts';

/** A Python that can make a virtual environment. */
export interface Python {
  command: string;
  /** `3.11.7` */
  version: string;
}

/** The versions that the lock file was resolved for. */
const oldestMinor = 11;
const newestMinor = 13;

// Executed and not only looked up: a pyenv shim exists for every version and fails for those that are not selected, and
// Debian's python3 comes without ensurepip.
const probe = 'import sys, venv, ensurepip, ssl; print("%d.%d.%d" % sys.version_info[:3])';

/**
 * Finds a Python 3.11 to 3.13 on this machine; `THROUGHLINE_PYTHON` overrides the search.
 * @throws {Failure} when there is none: tells what was found instead and what to install.
 */
export function findPython(environment: NodeJS.ProcessEnv = process.env): Python {
  const override = environment['THROUGHLINE_PYTHON'];
  const rejected: string[] = [];
  for (const command of override === undefined ? candidates() : [override]) {
    const result = spawnSync(command, ['-I', '-c', probe], { encoding: 'utf8', timeout: 10_000 });
    const version = result.status === 0 ? result.stdout.trim() : undefined;
    if (version !== undefined && isSupported(version)) return { command, version };
    if (version !== undefined) rejected.push(`${command} is ${version}`);
    else if (result.error === undefined && result.status !== 127)
      rejected.push(`${command} lacks venv, ensurepip or ssl`);
  }
  const found = rejected.length === 0 ? 'None was found.' : `Found: ${rejected.join('; ')}.`;
  const where = override === undefined ? '' : ` THROUGHLINE_PYTHON is ${override}.`;
  throw new Failure(
    `Python 3.${oldestMinor} to 3.${newestMinor} is needed.${where} ${found} Install one (Debian: apt install python3 python3-venv; macOS: brew install python@3.13) or set THROUGHLINE_PYTHON to its path.`,
  );
}

function isSupported(version: string): boolean {
  const [major, minor] = version.split('.').map(Number);
  return major === 3 && minor !== undefined && minor >= oldestMinor && minor <= newestMinor;
}

function candidates(): string[] {
  const named = ['python3.13', 'python3.12', 'python3.11', 'python3', 'python'];
  return [...named, ...pyenvVersions().map((version) => join(pyenvFolder, version, 'bin', 'python3'))];
}

const pyenvFolder = join(homedir(), '.pyenv', 'versions');

function pyenvVersions(): string[] {
  try {
    return readdirSync(pyenvFolder).filter(isSupported);
  } catch {
    // No pyenv on this machine.
    return [];
  }
}
