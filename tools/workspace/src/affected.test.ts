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

describe('nx affected', () => {
  test.each([
    [
      'a serializer of the backend',
      'apps/backend/marketplace/projects/api/serializers.py',
      ['backend', 'codegen', 'contracts', 'sdk'],
    ],
    ['the contract generator', 'libs/cli/src/index.ts', ['cli', 'codegen', 'contracts', 'sdk']],
    ['the core of the SDK', 'libs/sdk/src/client.ts', ['sdk']],
    [
      'the core of the Django package',
      'libs/django/src/throughline/http/context.py',
      ['backend', 'codegen', 'contracts', 'django', 'sdk'],
    ],
    ['the docs', 'docs/decisions/0001-workspace.md', []],
  ])('of %s', (_, file, projects) => {
    expect(affectedBy(file)).toEqual(projects);
  });
});
