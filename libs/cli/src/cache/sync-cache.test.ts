import { spawn } from 'node:child_process';
import { mkdir, readFile, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { HEADER } from '../emit/emit-options.ts';
import { CommandLine } from '../testing/command-line.ts';
import { sha256 } from './sha256.ts';

const DOCUMENT = JSON.stringify({
  openapi: '3.1.0',
  info: { title: 'Notes', version: '1' },
  paths: { '/notes/': { get: { operationId: 'notes_list', tags: ['notes'], responses: { '204': {} } } } },
  components: { schemas: { Note: { type: 'object', $anchor: 'note' } } },
});

let line: CommandLine;
let folder: string;

beforeEach(async () => {
  line = await CommandLine.open();
  folder = line.folder;
  await mkdir(join(folder, 'node_modules'));
  await write('api.json', DOCUMENT);
});

afterEach(() => line.close());

const write = (name: string, text: string) => line.write(name, text);
const throughline = (...args: string[]) => line.throughline(...args);
const sync = (...more: string[]) => throughline('sync', 'api.json', '--out', 'api', ...more);

async function cacheFile(): Promise<string> {
  const caches = join(folder, 'node_modules/.cache/throughline');
  const [name = 'none', ...others] = await readdir(caches);
  expect(others).toEqual([]);
  return join(caches, name);
}

interface Body {
  files: Record<string, string>;
  diagnostics: { reason: string }[];
}

/** Leaves a mark in what is remembered, which shows in the output of a run that takes it from there. */
async function forge(change: (body: Body) => void = () => undefined): Promise<void> {
  const file = await cacheFile();
  const [, text = ''] = (await readFile(file, 'utf8')).split('\n');
  const body = JSON.parse(text) as Body;
  for (const diagnostic of body.diagnostics) diagnostic.reason = 'remembered';
  change(body);
  const forged = JSON.stringify(body);
  await writeFile(file, `${sha256(forged)}\n${forged}`);
}

describe('a second sync of the same text', () => {
  it('takes everything from what the first one left, and prints the same lines as without it', async () => {
    await sync();
    const remembered = await sync();
    await rm(await cacheFile());
    const generated = await sync();
    expect(remembered).toEqual(generated);
    await forge();
    expect((await sync()).out).toContain('not expressed: #/components/schemas/Note: remembered');
  });

  it.each<[string, () => Promise<unknown>, string]>([
    ['a generated file was edited', () => write('api/schemas.ts', `${HEADER}\n`), '1 changed'],
    ['a generated file is missing', () => rm(join(folder, 'api/operations/notes.ts')), '1 added'],
    ['a generated file is too many', () => write('api/operations/users.ts', `${HEADER}\n`), '1 removed'],
    ['the manifest is empty', () => write('api/manifest.json', ''), '1 changed'],
    ['the document is another one', () => write('api.json', DOCUMENT.replace('"1"', '"2"')), '1 changed'],
  ])('looks again when %s', async (_name, change, expected) => {
    await sync();
    const before = await readFile(join(folder, 'api/operations/notes.ts'), 'utf8');
    await forge();
    await change();
    const { code, out } = await sync();
    expect(code).toBe(0);
    expect(out).not.toContain('remembered');
    expect(out).toContain(expected);
    expect(await readFile(join(folder, 'api/operations/notes.ts'), 'utf8')).toBe(before);
    expect((await throughline('check', 'api.json', '--out', 'api')).code).toBe(0);
    expect(await readdir(join(folder, 'api/operations'))).toEqual(['notes.ts']);
  });

  it('looks again when the options are others', async () => {
    await sync();
    await forge();
    expect((await sync('--zod', 'classic')).out).not.toContain('remembered');
    expect(await readFile(join(folder, 'api/runtime/schema.ts'), 'utf8')).toContain("from 'zod'");
  });

  it.each<[string, (file: string, text: string) => Promise<unknown>]>([
    ['empty', (file) => writeFile(file, '')],
    ['half written', (file, text) => writeFile(file, text.slice(0, -20))],
    ['changed in one place', (file, text) => writeFile(file, text.replace('remembered', 'remembers!'))],
    ['no JSON', (file) => writeFile(file, `${sha256('remembered')}\nremembered`)],
    ['of another form', (file) => writeFile(file, `${sha256('["remembered"]')}\n["remembered"]`)],
    ['a folder', async (file) => (await rm(file), mkdir(file))],
  ])('does without a cache that is %s', async (_name, damage) => {
    await sync();
    await forge();
    const file = await cacheFile();
    await damage(file, await readFile(file, 'utf8'));
    const { code, out, error } = await sync();
    expect({ code, error }).toEqual({ code: 0, error: '' });
    expect(out).not.toContain('remember');
    expect(out).toContain('$anchor is not expressed');
    expect(await readdir(join(folder, 'node_modules/.cache/throughline'))).toHaveLength(1);
  });

  it('does without one where it cannot be kept', async () => {
    await symlink(join(folder, 'nowhere/at-all'), join(folder, 'node_modules/.cache'));
    expect(await sync()).toMatchObject({ code: 0, error: '' });
    expect((await sync()).out).toContain('$anchor is not expressed');
  });
});

it('keeps nothing where there is no node_modules', async () => {
  await rm(join(folder, 'node_modules'), { recursive: true });
  await sync();
  expect((await readdir(folder)).sort()).toEqual(['api', 'api.json']);
});

it('check believes no cache', async () => {
  await sync();
  const edited = `${HEADER}\n// edited\n`;
  await write('api/schemas.ts', edited);
  await forge((body) => (body.files['schemas.ts'] = sha256(edited)));
  expect((await sync()).out).toContain('remembered');
  expect(await throughline('check', 'api.json', '--out', 'api')).toMatchObject({
    code: 1,
    out: expect.stringMatching(/differs: .*schemas\.ts/) as string,
  });
});

it('processes that sync at once leave what one alone leaves', async () => {
  const program = fileURLToPath(new URL('../bin.ts', import.meta.url));
  const start = () =>
    new Promise<number | null>((resolve) => {
      const command = ['--conditions=development', '--import', import.meta.resolve('tsx'), program];
      spawn(process.execPath, [...command, 'sync', 'api.json', '--out', 'api'], { cwd: folder }).on('close', resolve);
    });
  expect(await Promise.all([start(), start(), sync().then(({ code }) => code)])).toEqual([0, 0, 0]);
  expect((await throughline('check', 'api.json', '--out', 'api')).code).toBe(0);
  expect((await readdir(join(folder, 'api'), { recursive: true })).filter((name) => name.endsWith('.tmp'))).toEqual([]);
  await forge();
  expect((await sync()).out).toContain('remembered');
});
