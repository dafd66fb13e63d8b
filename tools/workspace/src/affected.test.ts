import { spawnSync } from 'node:child_process';
import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';

const workspaceRoot = resolve(import.meta.dirname, '../../..');

/** The projects that Nx would run for a change of these files. */
function affectedBy(file: string): string[] {
  const nx = join(workspaceRoot, 'node_modules/nx/dist/bin/nx.js');
  const { stdout, stderr, status } = spawnSync(
    process.execPath,
    [nx, 'show', 'projects', '--affected', `--files=${file}`, '--json'],
    {
      cwd: workspaceRoot,
      encoding: 'utf8',
      env: { ...process.env, NX_DAEMON: 'false' },
    },
  );
  if (status !== 0) throw new Error(stderr);
  return (JSON.parse(stdout) as string[]).sort();
}

/** Everything that lives by the contract. */
const contracts = [
  'bench',
  'codegen',
  'contracts',
  'drills',
  'next',
  'realtime',
  'sdk',
  'service-kit',
  'web',
  'web-e2e',
];

describe('nx affected', () => {
  test.each([
    ['a serializer of the backend', 'apps/backend/marketplace/projects/api/serializers.py', ['backend', ...contracts]],
    ['the contract generator', 'libs/cli/src/index.ts', ['cli', ...contracts]],
    ['the core of the SDK', 'libs/sdk/src/client.ts', ['bench', 'drills', 'next', 'sdk', 'web', 'web-e2e']],
    ['a page', 'apps/web/app/layout.tsx', ['bench', 'drills', 'web', 'web-e2e']],
    ['the docs', 'docs/decisions/README.md', []],
  ])('of %s', (_, file, projects) => {
    expect(affectedBy(file)).toEqual([...projects].sort());
  });
});
