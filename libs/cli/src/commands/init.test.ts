import { mkdir, readFile, readdir } from 'node:fs/promises';
import { PassThrough } from 'node:stream';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { loadConfig } from '../config/load-config.ts';
import { findDefaults } from '../init/find-defaults.ts';
import { askOn } from '../terminal/ask.ts';
import type { Ask } from '../terminal/streams.ts';
import { CommandLine } from '../testing/command-line.ts';
import { expectRefusal } from '../testing/expect-refusal.ts';
import { Servers } from '../testing/servers.ts';

const DOCUMENT = { openapi: '3.1.0', info: { title: 'Notes', version: '1' }, paths: {} };

let line: CommandLine;
let servers: Servers;

beforeEach(async () => {
  line = await CommandLine.open();
  servers = new Servers();
});

afterEach(async () => {
  await servers.close();
  await line.close();
});

const written = () => readFile(line.path('throughline.config.ts'), 'utf8');

/** Somebody who gives these answers and notes what was asked; an empty one takes the default. */
function person(...answers: string[]): { ask: Ask; asked: [string, string | null][] } {
  const asked: [string, string | null][] = [];
  const ask: Ask = (question, usual) => {
    const answer = answers[asked.length] ?? '';
    asked.push([question, usual]);
    return Promise.resolve(answer === '' ? (usual ?? '') : answer);
  };
  return { ask, asked };
}

describe('init', () => {
  it('asks for source, folder and zod, writes what sync can use, and says what comes next', async () => {
    await line.write('notes.json', DOCUMENT);
    const { ask, asked } = person('notes.json', 'generated', 'classic');
    const { code, out, error } = await line.on({ ask }, 'init');
    expect({ code, error }).toEqual({ code: 0, error: '' });
    expect(asked.map(([question]) => question)).toEqual([
      'Where is the OpenAPI document, a file or an address?',
      'Which folder is the code for?',
      'Which zod, mini (small in pages) or classic?',
    ]);
    expect(out).toContain('wrote throughline.config.ts');
    expect(out).toMatch(/next: npm install zod.*\nnext: npx throughline sync$/s);
    expect(await line.throughline('sync')).toMatchObject({ code: 0 });
    expect(await readFile(line.path('generated/contract.ts'), 'utf8')).toContain("from 'zod'");
  });

  it('asks only what the command line leaves open, with defaults from what it finds', async () => {
    await line.write('openapi.json', DOCUMENT);
    await mkdir(line.path('src'));
    const { ask, asked } = person();
    expect(await line.on({ ask }, 'init', '--zod', 'mini')).toMatchObject({ code: 0 });
    expect(asked).toEqual([
      ['Where is the OpenAPI document, a file or an address?', expect.stringMatching(/^openapi\.json$|^http/)],
      ['Which folder is the code for?', 'src/api'],
    ]);
  });

  it('asks nothing with --yes, and takes what the command line says', async () => {
    const { ask, asked } = person();
    const args = [
      'init',
      'https://api.example.org/schema/?v="1\'',
      '--out',
      'src/x',
      '--yes',
      '--import-extension',
      '.ts',
    ];
    const { code, out } = await line.on({ ask }, ...args);
    expect([code, asked]).toEqual([0, []]);
    expect(out).toContain('next: npx throughline sync');
    const text = await written();
    expect(text).toContain(String.raw`source: 'https://api.example.org/schema/?v="1\''`);
    expect(text).toContain("out: 'src/x'");
    expect(text).toContain("importExtension: '.ts'");
  });

  it('writes a file that still loads with every line that is only a comment put in force', async () => {
    await line.throughline('init', 'openapi.yaml', '--yes');
    const text = await written();
    await line.write('throughline.config.ts', text.replace(/\/\/ (headers|formats|against):/g, '$1:'));
    expect(await loadConfig(null, line.folder)).toEqual([
      {
        name: 'api',
        source: line.path('openapi.yaml'),
        out: line.path('api'),
        zod: 'mini',
        importExtension: '.js',
        headers: { Authorization: expect.stringMatching(/^Bearer /) as string },
        formats: { uri: { rule: 'unchecked', reason: 'Files are relative paths' } },
        against: 'https://api.example.org/schema/',
        changes: { file: line.path('throughline.changes.md'), isOptional: true },
      },
    ]);
  });

  it.each(['throughline.config.ts', 'throughline.config.js', 'throughline.config.mjs'])(
    'overwrites no %s',
    async (name) => {
      await line.write(name, '// precious');
      await expectRefusal(line, ['init', 'openapi.yaml', '--yes'], new RegExp(`There is a ${name} already: edit it`));
    },
  );

  it('asks nobody where nobody can answer', async () => {
    await expectRefusal(line, ['init'], /this is not a terminal: give the answers, .* --yes\.$/);
  });

  it('writes nothing when the answer makes no sense', async () => {
    const { ask } = person('a.yaml', 'api', 'maxi');
    expect(await line.on({ ask }, 'init')).toMatchObject({
      code: 2,
      error: expect.stringMatching(/not "maxi"; nothing/) as string,
    });
    expect(await readdir(line.folder)).toEqual([]);
  });
});

describe('what it finds', () => {
  const json: (body: string) => Promise<string> = (body) =>
    servers.serve((_request, response) => {
      response.end(body);
    });

  it('is a running server before a file, and a file before a manage.py', async () => {
    const [running, other] = [await json(JSON.stringify(DOCUMENT)), await json('<!doctype html>Hello')];
    await mkdir(line.path('backend'));
    await line.write('backend/manage.py', '');
    expect(await findDefaults(line.folder, other)).toMatchObject({ source: other, reasons: [/manage\.py/] });
    await line.write('schema.yml', 'swagger: "2.0"');
    expect(await findDefaults(line.folder, other)).toMatchObject({ source: other });
    await line.write('schema.yml', 'openapi: 3.0.3\ninfo: {}\npaths: {}\n');
    expect(await findDefaults(line.folder, other)).toMatchObject({ source: 'schema.yml' });
    expect(await findDefaults(line.folder, running)).toMatchObject({ source: running });
  });

  it('is nothing where there is nothing', async () => {
    const address = await json('');
    expect(await findDefaults(line.folder, address)).toEqual({
      source: null,
      out: 'api',
      zod: 'mini',
      importExtension: '.js',
      reasons: [],
    });
  });

  it.each<[string, string, string]>([
    ['modules of Node', '{ "compilerOptions": { "module": "nodenext" } }', '.js'],
    ['a bundler', '{ // for the pages\n "compilerOptions": { "moduleResolution": "Bundler" } }', ''],
    ['extensions of TypeScript', '{ "compilerOptions": { "allowImportingTsExtensions": true } }', '.ts'],
    ['a commented line', '{\n  // "moduleResolution": "bundler"\n}', '.js'],
  ])('in a tsconfig.json for %s is how modules import each other', async (_name, text, expected) => {
    await line.write('tsconfig.json', text);
    expect((await findDefaults(line.folder, await json(''))).importExtension).toBe(expected);
  });
});

describe('questions on a terminal', () => {
  it('show their default and take it for an empty line', async () => {
    const [input, output] = [new PassThrough(), new PassThrough()];
    const ask = askOn(input, output);
    const first = ask('Which folder?', 'api');
    input.write('\n');
    expect(await first).toBe('api');
    const second = ask('Which source?', null);
    input.write('  a.yaml \n');
    expect(await second).toBe('a.yaml');
    expect(String(output.read())).toBe('Which folder? [api] Which source? ');
  });

  it('are refused when the input ends', async () => {
    const input = new PassThrough();
    const answer = askOn(input, new PassThrough())('Which folder?', 'api');
    const outcome = vi.fn();
    answer.catch(outcome);
    input.end();
    await vi.waitFor(() => {
      expect(outcome).toHaveBeenCalledOnce();
    });
    await expect(answer).rejects.toThrow('Nothing was written');
  });
});
