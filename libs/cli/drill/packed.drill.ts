import { copyFile, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { PackedFolder } from './packed-folder.ts';

const DOCUMENTS = fileURLToPath(new URL('../src/testing/documents/', import.meta.url));

let packed: PackedFolder;
let folder: string;

const runHere = (command: string, ...args: string[]): Promise<string> => packed.run(command, ...args);

beforeAll(async () => {
  packed = await PackedFolder.make();
  folder = packed.path;
}, 120_000);

afterAll(() => packed.remove());

it('carries nothing that only this repository has', async () => {
  const text = await readFile(join(folder, 'node_modules/@throughline/cli/package.json'), 'utf8');
  expect(text).not.toMatch(/catalog:|workspace:|"development"/);
  const files = await readdir(join(folder, 'node_modules/@throughline/cli'), { recursive: true });
  expect(files).toContain('dist/bin.js');
  expect(files.filter((name) => /testing|\.test\./.test(name))).toEqual([]);
});

it('syncs, checks and type-checks each of our documents in a folder with nothing else', async () => {
  const names = (await readdir(DOCUMENTS)).map((name) => name.replace('.yaml', ''));
  expect(names.length).toBeGreaterThan(3);
  await Promise.all(names.map((name) => copyFile(join(DOCUMENTS, `${name}.yaml`), join(folder, `${name}.yaml`))));
  const entries = names.map((name) => [name, { source: `${name}.yaml`, out: `src/${name}` }]);
  await writeFile(
    join(folder, 'throughline.config.ts'),
    `import { defineConfig } from '@throughline/cli';\nexport default defineConfig({ documents: ${JSON.stringify(Object.fromEntries(entries))} });\n`,
  );
  const { length } = (await runHere('npx', 'throughline', 'sync')).match(/[1-9]\d* added, 0 changed/g) ?? [];
  expect(length).toBe(names.length);
  expect(await runHere('npx', 'throughline', 'check')).toBe('');
  // The second time from memory, which lies beside the packages.
  expect(await runHere('npx', 'throughline', 'sync')).not.toMatch(/[1-9]\d* added/);
  expect(await readdir(join(folder, 'node_modules/.cache/throughline'))).toHaveLength(names.length);
  const options = [
    '--strict',
    '--exactOptionalPropertyTypes',
    '--noEmit',
    '--target',
    'es2023',
    '--module',
    'nodenext',
  ];
  const sources = names.map((name) => `src/${name}/index.ts`);
  expect(await runHere('npx', 'tsc', ...options, '--skipLibCheck', ...sources, 'throughline.config.ts')).toBe('');
}, 120_000);

it('begins with a configuration that it writes, and explains what became of a place', async () => {
  await rm(join(folder, 'throughline.config.ts'));
  const begun = await runHere('npx', 'throughline', 'init', 'tracker.yaml', '--out', 'begun', '--yes');
  expect(begun).toMatch(/wrote throughline\.config\.ts\n(?:next: npm install zod.*\n)?next: npx throughline sync\n$/);
  expect(await runHere('npx', 'throughline', 'sync')).toMatch(/[1-9]\d* added, 0 changed/);
  const strict = ['--strict', '--noEmit', '--skipLibCheck', '--target', 'es2023', '--module', 'nodenext'];
  expect(await runHere('npx', 'tsc', ...strict, 'throughline.config.ts')).toBe('');
  const explained = await runHere('npx', 'throughline', 'explain', '#/components/schemas/Cover');
  expect(explained).toMatch(/begun\/schemas\.ts:\d+ Cover\n/);
}, 60_000);

it('refuses as a program: one line on the error stream, exit code 2, nothing written', async () => {
  const before = await readdir(folder);
  await expect(runHere('npx', 'throughline', 'sync', 'package.json', '--out', 'other')).rejects.toMatchObject({
    code: 2,
    stdout: '',
    stderr: expect.stringMatching(
      /package\.json is not an OpenAPI document: it has no member "openapi"; check that it is the right one\.\n$/,
    ) as string,
  });
  expect(await readdir(folder)).toEqual(before);
}, 60_000);
