import { spawnSync } from 'node:child_process';
import { join, resolve } from 'node:path';
import { ESLint } from 'eslint';
import { beforeAll, describe, expect, test } from 'vitest';

const workspaceRoot = resolve(import.meta.dirname, '../../..');

/** What lint says when the file held this text instead of its own. */
let lint: (path: string, text: string) => Promise<string[]>;

beforeAll(() => {
  const eslint = new ESLint({ cwd: workspaceRoot });
  lint = async (path, text) => {
    const results = await eslint.lintText(text, { filePath: join(workspaceRoot, path) });
    return results.flatMap(({ messages }) => messages.map(({ ruleId }) => ruleId ?? 'parse error'));
  };
});

const boundaries = '@nx/enforce-module-boundaries';
const imports = 'no-restricted-imports';

describe('a planted breach of a wall fails the lint', () => {
  test.each([
    [
      'contracts import the SDK',
      'libs/contracts/src/wire/index.ts',
      "export { createClient } from '@throughline/sdk';",
      boundaries,
    ],
    [
      'the SDK imports a tool',
      'libs/sdk/src/index.ts',
      "export { files } from '../../../tools/codegen/src/files.ts';",
      boundaries,
    ],
    [
      'the SDK imports the product’s contract',
      'libs/sdk/src/index.ts',
      "export * from '@throughline/contracts/backend';",
      imports,
    ],
    ['the SDK imports ts-rest', 'libs/sdk/src/index.ts', "export { initContract } from '@ts-rest/core';", imports],
    [
      'a file other than env.ts reads the environment',
      'libs/sdk/src/client.ts',
      "export const home = globalThis.process.env['HOME'];",
      'no-restricted-syntax',
    ],
    [
      'a file other than env.ts takes the process apart',
      'libs/sdk/src/client.ts',
      "import { env } from 'node:process'; export const home = env['HOME'];",
      'no-restricted-syntax',
    ],
    [
      'a page would load all of zod',
      'libs/sdk/src/client.ts',
      "import { z } from 'zod/mini'; export const text = z.string();",
      'no-restricted-syntax',
    ],
    [
      'a value is any',
      'libs/sdk/src/client.ts',
      'export function id(value: any): unknown { return value; }',
      '@typescript-eslint/no-explicit-any',
    ],
    [
      'a promise floats',
      'libs/sdk/src/client.ts',
      'export function go(work: () => Promise<void>): void { work(); }',
      '@typescript-eslint/no-floating-promises',
    ],
  ])('%s', async (_, path, text, rule) => {
    expect(await lint(path, `${text}\n`)).toContain(rule);
  });

  test('while a file within the walls passes', async () => {
    const text = "export { coreErrorCodes } from '@throughline/contracts/wire';\n";
    expect(await lint('libs/sdk/src/index.ts', text)).toEqual([]);
  });
});

describe('a planted breach of a wall in Python fails ruff', () => {
  function ruff(path: string, text: string): string {
    const options = ['check', '--quiet', '--output-format=concise', '--stdin-filename', join(workspaceRoot, path), '-'];
    const { stdout, error } = spawnSync(join(workspaceRoot, '.venv/bin/ruff'), options, {
      input: text,
      encoding: 'utf8',
      cwd: workspaceRoot,
    });
    if (error !== undefined) throw error;
    return stdout;
  }

  test('the core imports the product', () => {
    expect(
      ruff('libs/django/src/throughline/http/context.py', 'from marketplace.projects import models as models\n'),
    ).toContain('TID251');
  });

  test('a file within the walls passes', () => {
    expect(ruff('libs/django/src/throughline/http/context.py', 'from django.db import models as models\n')).toBe('');
  });
});
