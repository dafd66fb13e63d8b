import { readFile, readdir } from 'node:fs/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { JsonObject } from '../document/json.ts';
import { CommandLine } from '../testing/command-line.ts';

/** Two operations that send notes. */
function api(properties: JsonObject, paths: string[] = ['/notes/', '/notes/{id}/']): JsonObject {
  const content = { 'application/json': { schema: { $ref: '#/components/schemas/Note' } } };
  return {
    openapi: '3.1.0',
    info: { title: 'Notes', version: '1' },
    paths: Object.fromEntries(
      paths.map((path) => [
        path,
        { get: { operationId: `get ${path}`, tags: ['notes'], responses: { '200': { content } } } },
      ]),
    ),
    components: { schemas: { Note: { type: 'object', required: ['text'], properties } } },
  };
}

const TEXT = { type: 'string' };
const BEFORE = api({ text: TEXT, due: TEXT });
const AFTER = api({ text: TEXT, colour: TEXT }, ['/notes/', '/users/']);

const FINDINGS = [
  {
    rule: 'operation-removed',
    level: 'breaking',
    place: 'GET /notes/{id}/',
    detail: '',
    uses: ['GET /notes/{id}/'],
  },
  { rule: 'response-property-removed', level: 'breaking', place: 'Note.due', detail: '', uses: ['GET /notes/'] },
  { rule: 'response-property-added', level: 'compatible', place: 'Note.colour', detail: '', uses: ['GET /notes/'] },
];

let line: CommandLine;

beforeEach(async () => {
  line = await CommandLine.open();
  await line.write('api.json', BEFORE);
  await line.throughline('sync', 'api.json', '--out', 'api');
});

afterEach(() => line.close());

/** Keeps what is there as the last release, and goes on to the next. */
async function release(next: JsonObject = AFTER): Promise<void> {
  await line.write('released.json', await readFile(line.path('api/manifest.json'), 'utf8'));
  await line.write('api.json', next);
  await line.throughline('sync', 'api.json', '--out', 'api');
}

const sync = (...more: string[]) => line.throughline('sync', 'api.json', '--out', 'api', ...more);
const check = (...more: string[]) =>
  line.throughline('check', 'api.json', '--out', 'api', '--against', 'released.json', ...more);

describe('sync', () => {
  it('lists what is new, changed, gone and broken, and what each change reaches', async () => {
    await line.write('api.json', AFTER);
    expect((await sync()).out.split('\n')).toEqual([
      'api.json → api',
      '  added 1 operation: GET /users/',
      '  changed 1 schema: Note',
      '  removed 1 operation: GET /notes/{id}/',
      '  breaking GET /notes/{id}/: The operation is gone (operation-removed)',
      '  breaking Note.due: A property is no longer sent (response-property-removed); reaches GET /notes/',
      '  compatible Note.colour: A new property is sent (response-property-added); reaches GET /notes/',
      '  2 breaking changes, 0 risky',
      expect.stringMatching(/^ {2}files: 0 added, 4 changed, 0 removed, \d as they were$/),
    ]);
  });

  it('lists nothing as changed the first time', async () => {
    const { out } = await line.throughline('sync', 'api.json', '--out', 'other');
    expect(out).toContain('added 2 operations: GET /notes/, GET /notes/{id}/');
    expect(out).not.toMatch(/breaking|risky|compatible/);
  });

  it('says when it cannot know, because the manifest was written in another form', async () => {
    await line.write('api/manifest.json', { generator: '@throughline/cli', files: [], operations: {} });
    expect((await sync()).out).toContain('what changed is not known');
    expect((await sync()).out).not.toContain('what changed is not known');
  });

  it('takes a manifest with the marks of a merge for none', async () => {
    const manifest = await readFile(line.path('api/manifest.json'), 'utf8');
    await line.write('api/manifest.json', manifest.replace('{', '<<<<<<< HEAD\n{'));
    expect(await sync()).toMatchObject({ code: 0, error: '' });
    expect(await readFile(line.path('api/manifest.json'), 'utf8')).toBe(manifest);
  });

  it('prints one JSON object for machines', async () => {
    await line.write('api.json', AFTER);
    const { code, out } = await sync('--json');
    expect(code).toBe(0);
    expect(JSON.parse(out)).toEqual({
      command: 'sync',
      documents: [
        {
          name: 'api.json',
          out: 'api',
          files: {
            added: [],
            changed: ['contracts.ts', 'operations/notes.ts', 'schemas.ts', 'manifest.json'],
            removed: [],
            unchanged: expect.any(Number) as number,
          },
          changes: {
            added: { operations: ['GET /users/'], schemas: [], events: [] },
            changed: { operations: [], schemas: ['Note'], events: [] },
            removed: { operations: ['GET /notes/{id}/'], schemas: [], events: [] },
            findings: FINDINGS,
          },
          notExpressed: [],
        },
      ],
    });
  });
});

describe('check against the last release', () => {
  const announced = (rule: string, place: string, reason: string) => `- \`${rule}\` \`${place}\` ${reason}\n`;
  const BOTH = `# Changes\n\n${announced('response-property-removed', 'Note.due', 'nobody reads it')}${announced('operation-removed', 'GET /notes/{id}/', 'use the list')}`;

  it('passes when nothing breaks', async () => {
    await release(api({ text: TEXT, due: TEXT, colour: TEXT }));
    expect(await check()).toEqual({ code: 0, out: '', error: '' });
  });

  it('fails on every breaking change that is not announced', async () => {
    await release();
    const { code, out } = await check();
    expect({ code, lines: out.split('\n') }).toEqual({
      code: 1,
      lines: [
        'breaking GET /notes/{id}/: The operation is gone (operation-removed)',
        'breaking Note.due: A property is no longer sent (response-property-removed); reaches GET /notes/',
        '2 breaking changes are not announced: take back what was not meant, and write a line for each other one, like - `operation-removed` `GET /notes/{id}/` and the reason.',
      ],
    });
  });

  it('passes when they all are announced, and shows them on demand', async () => {
    await release();
    await line.write('throughline.changes.md', BOTH);
    expect(await check()).toEqual({ code: 0, out: '', error: '' });
    expect((await check('--verbose')).out).toContain('[announced: nobody reads it]');
  });

  it('takes another document for the last release as well', async () => {
    await release();
    await line.write('released.json', BEFORE);
    expect((await check()).out).toContain('breaking Note.due');
  });

  it('fails on one that is announced by another rule or place, and tells what announces nothing', async () => {
    await release();
    await line.write(
      'throughline.changes.md',
      BOTH.replace('Note.due', 'Note.do').replace('operation-removed', 'operation-moved'),
    );
    const { code, out } = await check();
    expect(code).toBe(1);
    expect(out).toContain('announced, but no such change: throughline.changes.md:3: response-property-removed Note.do');
    expect(out).toContain('announced, but no such change: throughline.changes.md:4: operation-moved GET /notes/{id}/');
    expect(out).toContain('2 breaking changes are not announced');
  });

  it('passes with announcements that announce nothing, which it tells', async () => {
    await release(BEFORE);
    await line.write('throughline.changes.md', BOTH);
    const { code, out } = await check();
    expect(code).toBe(0);
    expect(out.match(/announced, but no such change/g)).toHaveLength(2);
  });

  it('without a release compares nothing', async () => {
    await line.write('throughline.changes.md', BOTH);
    expect(await line.throughline('check', 'api.json', '--out', 'api')).toEqual({ code: 0, out: '', error: '' });
  });

  it('prints one JSON object for machines', async () => {
    await release();
    await line.write('throughline.changes.md', announced('response-property-removed', 'Note.due', 'nobody reads it'));
    await line.write('api/schemas.ts', `${await readFile(line.path('api/schemas.ts'), 'utf8')}\n`);
    const { code, out } = await check('--json');
    expect(code).toBe(1);
    expect(JSON.parse(out)).toEqual({
      command: 'check',
      documents: [
        {
          name: 'api.json',
          out: 'api',
          drift: { missing: [], different: ['api/schemas.ts'], noLongerGenerated: [] },
          against: 'released.json',
          findings: FINDINGS.map((finding) => ({
            ...finding,
            reason: finding.place === 'Note.due' ? 'nobody reads it' : null,
          })),
        },
      ],
      staleAnnouncements: [],
    });
  });

  it('goes by the configuration, and tells of no announcement that a document left out may need', async () => {
    await release();
    await line.write('other.json', api({ text: TEXT }));
    await line.write('notes.md', BOTH + announced('event-removed', 'event made', 'never used'));
    const document = (source: string, out: string) => ({ source, out, against: 'released.json', changes: 'notes.md' });
    await line.write(
      'throughline.config.ts',
      `export default { documents: ${JSON.stringify({ api: document('api.json', 'api'), other: document('other.json', 'other') })} };`,
    );
    await line.throughline('sync');
    const both = await line.throughline('check');
    expect(both.code).toBe(0);
    expect(both.out).toContain('announced, but no such change: notes.md:5: event-removed event made');
    expect((await line.throughline('check', '--only', 'other')).out).toBe('');
  });

  it.each<[string, string, RegExp]>([
    ['no rule', '- `Note.due` nobody reads it', /changes\.md:1 is no announcement/],
    ['no reason', '- `response-property-removed` `Note.due`', /changes\.md:1 is no announcement/],
    ['no place', '- `response-property-removed` Note.due gone', /changes\.md:1 is no announcement/],
    [
      'an unknown rule',
      '\n* `property-removed` `Note.due` gone',
      /changes\.md:2 names the unknown rule "property-removed"/,
    ],
    ['a rule that every object has', '- `toString` `Note.due` gone', /names the unknown rule "toString"/],
    [
      'the same twice',
      '- `event-removed` `a` x\n\n- `event-removed` `a` y',
      /changes\.md:3 announces the same as line 1/,
    ],
  ])('refuses a changes file with %s', async (_name, text, message) => {
    await release();
    await line.write('throughline.changes.md', text);
    const { code, out, error } = await check();
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(error).toMatch(message);
    expect(error).not.toContain('\n');
  });

  it.each<[string, string[], RegExp]>([
    ['a release that is not there', ['--against', 'none.json'], /There is no file .*none\.json/],
    ['a release that is no contract', ['--against', 'package.json'], /package\.json is not an OpenAPI document/],
    ['a manifest of another form', ['--against', 'old.json'], /old\.json is a manifest of another form/],
    ['a changes file that is not there', ['--changes', 'none.md'], /none\.md cannot be read \(ENOENT\)/],
    ['a changes file that is a folder', ['--changes', 'api'], /api cannot be read \(EISDIR\)/],
  ])('refuses %s', async (_name, options, message) => {
    await release();
    await line.write('package.json', { name: 'x' });
    await line.write('old.json', { generator: '@throughline/cli', operations: { 'GET /': 'abc' } });
    const before = (await readdir(line.folder)).sort();
    const { code, out, error } = await check(...options);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(error).toMatch(message);
    expect((await readdir(line.folder)).sort()).toEqual(before);
  });

  it('refuses options that make no sense together', async () => {
    expect((await sync('--against', 'x')).error).toBe('--against and --changes go with check.');
    await line.write(
      'throughline.config.ts',
      `export default { documents: ${JSON.stringify({ a: { source: 'api.json', out: 'a' }, b: { source: 'api.json', out: 'b' } })} };`,
    );
    expect((await line.throughline('check', '--against', 'x')).error).toMatch(/--against is about one document/);
  });
});

describe('the output', () => {
  it('has colours on a terminal alone, and none in JSON', async () => {
    await line.write('api.json', AFTER);
    const terminal = { hasColours: true };
    expect((await line.on(terminal, 'sync', 'api.json', '--out', 'api')).out).toContain(
      '\u001b[31mbreaking\u001b[0m Note.due',
    );
    await line.write('api.json', BEFORE);
    expect((await line.on(terminal, 'sync', 'api.json', '--out', 'api', '--json')).out).not.toContain('\u001b');
  });

  it('shows what is being done, and takes it away at the end', async () => {
    const shown: (string | null)[] = [];
    await line.on({ progress: (text) => shown.push(text) }, 'check', 'api.json', '--out', 'api');
    expect(shown).toEqual([`Reading ${line.path('api.json')}`, 'Generating api.json', null]);
  });

  it('is JSON for a refusal as well, which is still told in a line', async () => {
    const { code, out, error } = await line.throughline('sync', 'none.json', '--out', 'api', '--json');
    expect(code).toBe(2);
    expect(JSON.parse(out)).toEqual({ error: { message: error } });
    expect(error).toBe(
      `There is no file ${line.path('none.json')}: check the name, or write the document there first.`,
    );
  });
});
