import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Failure } from '../failure.ts';
import { run } from '../process/run.ts';
import { workspaceRoot } from '../workspace-root.ts';
import { findPython } from './find-python.ts';

const folder = join(workspaceRoot, '.venv');
const lockFile = join(workspaceRoot, 'requirements.txt');
/** Installed editable, after the lock file: it names no package of this repository. */
const localPackages = ['libs/django'];

/**
 * Makes `.venv` what `requirements.txt` says, with the local packages installed editable. Does nothing when a stamp tells
 * that it is so already; the stamp is written last, so that an interrupted run is simply done again.
 * @throws {Failure} when there is no suitable Python or a package cannot be installed.
 */
export async function prepareVirtualEnvironment(report: (line: string) => void): Promise<void> {
  const stampFile = join(folder, '.throughline-stamp');
  const wanted = stamp();
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === wanted) return;

  const python = join(folder, 'bin', 'python');
  if (!(await works(python))) {
    const base = findPython();
    report(`Making .venv with Python ${base.version}`);
    await run(base.command, ['-m', 'venv', '--clear', folder]);
  }
  report('Installing the Python packages of requirements.txt');
  await installUv(python);
  const uv = join(folder, 'bin', 'uv');
  // The system's certificates, as pip takes them: behind a company's proxy they are the ones that are right.
  const env = { UV_SYSTEM_CERTS: 'true', ...process.env, UV_PYTHON_DOWNLOADS: 'never', VIRTUAL_ENV: folder };
  await run(uv, ['pip', 'sync', '--quiet', '--python', python, '--require-hashes', lockFile], { env });
  for (const path of localPackages) {
    // Without isolation the build uses the locked back end instead of fetching one.
    const options = ['--quiet', '--python', python, '--no-deps', '--no-build-isolation'];
    await run(uv, ['pip', 'install', ...options, '--editable', join(workspaceRoot, path)], { env });
  }
  writeFileSync(stampFile, wanted);
}

function stamp(): string {
  const hash = createHash('sha256').update(readFileSync(lockFile));
  for (const path of localPackages) hash.update(readFileSync(join(workspaceRoot, path, 'pyproject.toml')));
  return hash.digest('hex');
}

/** A moved clone or an upgraded system leaves a `.venv` whose interpreter is gone. */
async function works(python: string): Promise<boolean> {
  if (!existsSync(python)) return false;
  return run(python, ['-I', '-c', 'import sys']).then(
    () => true,
    () => false,
  );
}

/** uv is itself locked: its lines of the lock file are what pip installs it from, hashes checked. */
async function installUv(python: string): Promise<void> {
  const block = /^uv==[^\n]*\\\n(?: {4}--hash[^\n]*\n)+/m.exec(readFileSync(lockFile, 'utf8'));
  if (block === null) throw new Failure('requirements.txt does not lock uv. Make it anew: npm run lock:python');
  const temporary = mkdtempSync(join(tmpdir(), 'throughline-uv-'));
  try {
    const file = join(temporary, 'uv.txt');
    writeFileSync(file, block[0].replace(/ \\\n$/, '\n'));
    await run(python, [
      '-m',
      'pip',
      'install',
      '--quiet',
      '--disable-pip-version-check',
      '--require-hashes',
      '--requirement',
      file,
    ]);
  } finally {
    rmSync(temporary, { recursive: true });
  }
}
