import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CommandLine } from '../testing/command-line.ts';
import { expectRefusal } from '../testing/expect-refusal.ts';

const DOCUMENT = { openapi: '3.1.0', info: { title: 'Notes', version: '1' }, paths: {} };

let line: CommandLine;

beforeEach(async () => {
  line = await CommandLine.open();
  await line.write('sound.json', DOCUMENT);
  expect(await line.throughline('sync', 'sound.json', '--out', 'api')).toMatchObject({ code: 0 });
});

afterEach(() => line.close());

const expectRefused = (args: string[], message: RegExp): Promise<void> => expectRefusal(line, args, message);
const format = (rule: unknown) => ({ a: { source: 'x', out: 'y', formats: { email: rule } } });

describe('a configuration is refused that', () => {
  it.each<[string, unknown, RegExp]>([
    ['has no documents', { documents: {} }, /"documents" is empty/],
    ['is a list', [], /needs "documents", an object/],
    ['is a text', 'api.json', /needs "documents", an object/],
    ['has a document that is none', { documents: { a: 1 } }, /document "a" is not an object/],
    ['has no source', { documents: { a: { out: 'x' } } }, /needs "source", a file or an address/],
    ['has a source that is a number', { documents: { a: { source: 1, out: 'x' } } }, /needs "source"/],
    ['has no folder', { documents: { a: { source: 'x' } } }, /needs "out", a folder/],
    ['has an unknown key', { documents: { a: { source: 'x', out: 'y', otu: 'z' } } }, /unknown key "otu"; there are/],
    ['has another zod', { documents: { a: { source: 'x', out: 'y', zod: 'v3' } } }, /neither "mini" nor "classic"/],
    [
      'has another extension',
      { documents: { a: { source: 'x', out: 'y', importExtension: '.mjs' } } },
      /none of "\.js"/,
    ],
    ['has headers that are no texts', { documents: { a: { source: 'x', out: 'y', headers: { a: 1 } } } }, /"headers"/],
    ['has a release that is no name', { documents: { a: { source: 'x', out: 'y', against: 1 } } }, /"against" that/],
    [
      'has a changes file without a name',
      { documents: { a: { source: 'x', out: 'y', changes: '' } } },
      /"changes" that/,
    ],
    [
      'lets references be something else',
      { documents: { a: { source: 'x', out: 'y', unresolvedReferences: true } } },
      /neither "refuse" nor "any"/,
    ],
    ['makes an exception without a reason', { documents: format({ rule: 'unchecked' }) }, /no "reason" for the format/],
    [
      'makes a format one that is unknown',
      { documents: format({ rule: 'as', format: 'nope', reason: 'r' }) },
      /needs for the format "email" a "rule"/,
    ],
    [
      'gives a format a broken pattern',
      { documents: format({ rule: 'pattern', pattern: '[', reason: 'r' }) },
      /needs for the format "email" a "rule"/,
    ],
  ])('%s', async (_name, value, message) => {
    await line.write('throughline.config.ts', `export default ${JSON.stringify(value)};`);
    await expectRefused(['sync'], message);
  });

  it.each<[string, string, RegExp]>([
    ['is not TypeScript', 'export default {', /throughline\.config\.ts cannot be loaded: /],
    ['throws', 'throw new Error("planted");', /cannot be loaded: planted$/],
    ['imports what is not there', "import './nope.js'; export default {};", /cannot be loaded: .*nope/],
    ['exports nothing', 'export const other = 1;', /needs "documents", an object/],
  ])('%s', async (_name, text, message) => {
    await line.write('throughline.config.ts', text);
    await expectRefused(['sync'], message);
  });
});

describe('a command line is refused that', () => {
  it.each<[string, string[], RegExp]>([
    ['names a file that is not there', ['sync', 'none.json', '--out', 'api'], /There is no file \S+none\.json: check/],
    ['names a file in a file', ['sync', 'sound.json/x', '--out', 'api'], /There is no file \S+x: check/],
    ['names a folder', ['sync', 'api', '--out', 'other'], /api is a folder: name the document in it/],
    ['names no folder to write to', ['sync', 'sound.json'], /Say where the code goes: --out <folder>/],
    ['has no configuration', ['sync'], /There is no throughline\.config\.ts here: "throughline init" writes one/],
    ['names a configuration that is not there', ['check', '--config', 'other.ts'], /There is no file \S+other\.ts/],
    ['has two sources', ['sync', 'a', 'b', '--out', 'api'], /One source at a time/],
    ['has no such command', ['snyc'], /There is no command "snyc": use init, sync, check, watch, explain/],
    ['wants JSON of what goes on', ['watch', 'a', '--out', 'b', '--json'], /--json goes with sync, check and explain/],
    ['has an unknown option', ['sync', '--ouput', 'x'], /ouput/],
    ['has a wrong zod', ['sync', 'a', '--out', 'b', '--zod', '3'], /--zod is mini or classic, not "3"/],
    [
      'has a wrong extension',
      ['sync', 'a', '--out', 'b', '--import-extension', 'x'],
      /is \.js or \.ts or none, not "x"/,
    ],
    ['has a wrong wait', ['sync', 'a', '--out', 'b', '--wait', 'soon'], /--wait is a number of seconds, not "soon"/],
    ['has a wrong timeout', ['sync', 'a', '--out', 'b', '--timeout=-1'], /--timeout is a number of seconds, not "-1"/],
    ['has a wrong choice', ['sync', 'a', '--out', 'b', '--unresolved-references', 'x'], /is refuse or any, not "x"/],
    [
      'has a header without a colon',
      ['sync', 'http://127.0.0.1/', '--out', 'b', '--header', 'secret'],
      /^--header is a name/,
    ],
    [
      'compares where nothing is compared',
      ['sync', 'a', '--out', 'b', '--against', 'c'],
      /--against and --changes go with check/,
    ],
    ['explains nothing', ['explain'], /Say what to explain, as a JSON pointer/],
    ['takes what nobody asks', ['sync', '--yes'], /--yes goes with init/],
  ])('%s', async (_name, args, message) => {
    await expectRefused(args, message);
  });
});
