// The entry of every npm script, in plain JavaScript because in a fresh clone nothing is installed yet: brings the pinned
// pnpm, installs the packages when the lock file changed since the last time, then runs Nx.
//   node tools/run.mjs start           the whole stack, until Ctrl-C
//   node tools/run.mjs dev             the same from source, watching
//   node tools/run.mjs test            everything that a change must pass
//   node tools/run.mjs test-full       the same, the long drills (docker), the core on MariaDB (MARIADB_URL), the backend on published keys, every planted bug
//   node tools/run.mjs nx <arguments>  any Nx command
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const workspaceRoot = join(dirname(fileURLToPath(import.meta.url)), '..');
const manifest = JSON.parse(readFileSync(join(workspaceRoot, 'package.json'), 'utf8'));

requireNode(20, 19);
installPackages();
const [command, ...args] = process.argv.slice(2);
if (command === 'nx') process.exitCode = nx(args);
else if (command === 'start') process.exitCode = start();
else if (command === 'dev') process.exitCode = untilInterrupted('dev');
else if (command === 'test') process.exitCode = test([]);
else if (command === 'test-full') process.exitCode = test(['drill', 'mutation', 'mariadb', 'published-keys']);
else fail(`There is no command "${command ?? ''}". Commands: dev, nx, start, test, test-full.`);

function start() {
  const status = nx(['run-many', '--targets=build', '--projects=tag:type:app', '--output-style=static']);
  return status || untilInterrupted('start');
}

/** @param {string} stackCommand */
function untilInterrupted(stackCommand) {
  // Ctrl-C reaches this process too; the stack decides when everything has ended.
  process.on('SIGINT', () => undefined);
  return stack(stackCommand);
}

/** @param {string[]} more */
function test(more) {
  const targets = ['lint', 'typecheck', 'build', 'test', 'check', 'e2e', ...more];
  const status = nx(['run-many', `--targets=${targets.join(',')}`, '--output-style=static']);
  const summary = stack('summary', String(status));
  return status || summary;
}

/** @param {string[]} stackArgs */
function stack(...stackArgs) {
  return run(process.execPath, [join(workspaceRoot, 'tools/stack/bin/stack.mjs'), ...stackArgs]);
}

/** @param {string[]} nxArgs */
function nx(nxArgs) {
  return run(process.execPath, [join(workspaceRoot, 'node_modules/nx/dist/bin/nx.js'), ...nxArgs], {
    NX_NO_CLOUD: 'true',
    // Nx's daemon would outlive the command.
    NX_DAEMON: process.env.NX_DAEMON ?? 'false',
  });
}

function installPackages() {
  const stampFile = join(workspaceRoot, 'node_modules', '.throughline-stamp');
  const stamp = createHash('sha256')
    .update(readFileSync(join(workspaceRoot, 'pnpm-lock.yaml')))
    .digest('hex');
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp) return;
  console.log('Installing the npm packages');
  const status = run('npx', [
    '--yes',
    manifest.packageManager,
    'install',
    '--frozen-lockfile',
    '--reporter=append-only',
  ]);
  if (status !== 0) fail('The npm packages could not be installed; the lines above tell why.');
  writeFileSync(stampFile, stamp);
}

/** @param {number} major @param {number} minor */
function requireNode(major, minor) {
  const [ownMajor = 0, ownMinor = 0] = process.versions.node.split('.').map(Number);
  if (ownMajor > major || (ownMajor === major && ownMinor >= minor)) return;
  fail(
    `Node ${major}.${minor} or newer is needed, this is ${process.versions.node}. Install one from https://nodejs.org.`,
  );
}

/** @param {string} program @param {string[]} programArgs @param {NodeJS.ProcessEnv} [env] */
function run(program, programArgs, env = {}) {
  const result = spawnSync(program, programArgs, {
    cwd: workspaceRoot,
    stdio: 'inherit',
    env: { ...process.env, ...env },
  });
  if (result.error !== undefined) fail(`${program} could not be started: ${result.error.message}`);
  return result.status ?? 1;
}

/** @param {string} message @returns {never} */
function fail(message) {
  console.error(message);
  process.exit(1);
}
