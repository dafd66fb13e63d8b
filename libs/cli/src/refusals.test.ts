import { mkdir, symlink, writeFile } from 'node:fs/promises';
import type { RequestListener } from 'node:http';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CommandLine } from './testing/command-line.ts';
import { expectRefusal } from './testing/expect-refusal.ts';
import { Servers } from './testing/servers.ts';

const DOCUMENT = {
  openapi: '3.1.0',
  info: { title: 'Notes', version: '1' },
  paths: { '/notes/': { get: { operationId: 'notes_list', responses: { '204': { description: '' } } } } },
  components: { schemas: { Note: { type: 'object', properties: { text: { type: 'string' } } } } },
};
const TEXT = JSON.stringify(DOCUMENT);

let line: CommandLine;
let servers: Servers;

beforeEach(async () => {
  servers = new Servers();
  line = await CommandLine.open();
  await line.write('sound.json', DOCUMENT);
  expect(await line.throughline('sync', 'sound.json', '--out', 'api')).toMatchObject({ code: 0 });
});

afterEach(async () => {
  await servers.close();
  await line.close();
});

const expectRefused = (args: string[], message: RegExp): Promise<void> => expectRefusal(line, args, message);

const having = (schema: unknown): string =>
  JSON.stringify({ ...DOCUMENT, components: { schemas: { ...DOCUMENT.components.schemas, It: schema } } });

const repeated = (count: number, of: string): string => `[${Array<string>(count).fill(of).join(', ')}]`;
const BOMB = [...Array(30).keys()]
  .map((index) => `a${index}: &a${index} ${repeated(9, index === 0 ? '1' : `*a${index - 1}`)}`)
  .join('\n');

describe('a file is refused that', () => {
  it.each<[string, string | Uint8Array, RegExp]>([
    ['is empty', '', /is empty: look at what writes or serves it\.$/],
    ['is a page', '<!doctype html><html><body>Sign in</body></html>', /is a web page.*give the address of the schema/],
    ['is Swagger 2.0', '{"swagger": "2.0", "paths": {}}', /is Swagger 2\.0; convert it/],
    ['is OpenAPI 4', '{"openapi": "4.0.0"}', /is OpenAPI 4\.0\.0; 3\.0 and 3\.1 are understood/],
    ['is other JSON', '{"name": "package"}', /has no member "openapi"; check that it is the right one/],
    ['is a list', '[1, 2]', /its root is not an object; check/],
    ['is some words', 'just some words', /its root is not an object; check/],
    ['is cut off', TEXT.slice(0, -20), /is not valid JSON: .*see whether all of it arrived/],
    ['is broken YAML', 'openapi: 3.1.0\n  paths: {', /is not valid YAML: .*mend it/],
    ['has a key twice', 'openapi: 3.1.0\nopenapi: 3.1.0\n', /duplicated mapping key.*mend it/],
    ['has aliases that multiply', `openapi: 3.1.0\n${BOMB}\n`, /expands to more than \d+ values: remove YAML aliases/],
    ['has an alias of itself', 'openapi: 3.1.0\nx: &x [*x]\n', /expands to more than \d+ values: remove YAML aliases/],
    ['has a tag of another language', 'openapi: !!python/object:os.system x\n', /is not valid YAML/],
    ['is larger than 50 MB', `{"openapi": "3.1.0", "x": "${'x'.repeat(50_000_000)}"}`, /larger than 50 MB: /],
    ['is in UTF-16', Buffer.from(`\ufeff${TEXT}`, 'utf16le'), /not written in UTF-8: save it/],
    ['is in UTF-16 without a mark', Buffer.from(TEXT, 'utf16le'), /not written in UTF-8: save it/],
    ['is in Latin-1', Buffer.from(TEXT.replace('Notes', 'Überblick'), 'latin1'), /not written in UTF-8: save it/],
    [
      'refers to nothing',
      having({ $ref: '#/components/schemas/Nope' }),
      /#\/components\/schemas\/It: Points to nothing \(#\/components\/schemas\/Nope\): mend the reference, or/,
    ],
    [
      'refers to another file',
      having({ type: 'array', items: { $ref: 'other.yaml#/X' } }),
      /schemas\/It\/items: Points to another document \(other\.yaml#\/X\), .*bundle the documents/,
    ],
    [
      'refers to an address',
      having({ $ref: 'https://example.org/x.json' }),
      /Points to another document \(https:\/\/example\.org\/x\.json\), .*bundle the documents/,
    ],
    ['refers to an anchor', having({ $ref: '#here' }), /Points to an anchor \(#here\), .*mend the reference/],
    [
      'refers in a circle of nothing but references',
      having({ $ref: '#/components/schemas/It' }),
      /Refers to nothing but itself: mend the reference/,
    ],
    [
      'refers to nothing in several places',
      having({ properties: { a: { $ref: '#/x' }, b: { $ref: '#/y' } } }),
      /properties\/a: Points to nothing \(#\/x\) \(and 1 more like it\): /,
    ],
    [
      'has a parameter that is not there',
      JSON.stringify({
        ...DOCUMENT,
        paths: { '/a': { get: { parameters: [{ $ref: '#/components/parameters/No' }] } } },
      }),
      /get\/parameters\/0: Points to nothing in this document: mend/,
    ],
  ])('%s', async (_name, content, message) => {
    await writeFile(line.path('api.yaml'), content);
    await expectRefused(['sync', 'api.yaml', '--out', 'api'], message);
    await expectRefused(['check', 'api.yaml', '--out', 'api'], message);
  });
});

it('takes any value where a reference leads nowhere, when told to, and says so', async () => {
  await writeFile(line.path('api.json'), having({ $ref: 'other.yaml#/X' }));
  const args = ['sync', 'api.json', '--out', 'api', '--unresolved-references', 'any'];
  const { code, out } = await line.throughline(...args);
  expect(code).toBe(0);
  expect(out).toContain('not expressed: #/components/schemas/It: Points to another document');
  // What the last run remembers lets no later run off.
  await mkdir(line.path('node_modules'));
  expect(await line.throughline(...args)).toMatchObject({ code: 0 });
  expect(await line.throughline(...args.slice(0, 4))).toMatchObject({ code: 2 });
});

const send =
  (status: number, body: string | Uint8Array, headers: Record<string, string> = {}): RequestListener =>
  (_request, response) => {
    response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(body);
  };
const leadTo =
  (location: string): RequestListener =>
  (request, response) => {
    if (request.url === '/login/')
      response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end('<form>Password</form>');
    else response.writeHead(302, { location }).end();
  };

describe('an address is refused that', () => {
  it.each<[string, RequestListener, RegExp, string?]>([
    ['asks who is there', send(401, ''), /is behind a sign-in \(401\): give --header "Authorization: …", or save/],
    ['forbids it', send(403, 'no'), /is behind a sign-in \(403\): give --header/],
    ['leads to a sign-in page', leadTo('/login/'), /leads to a web page, http:\S+\/login\/, .*give --header/],
    ['is not found', send(404, 'no'), /answered 404: check the address\.$/],
    ['fails', send(500, 'no'), /answered 500: look into the server’s log\.$/],
    ['is not there for now', send(503, 'no'), /answered 503: look into the server’s log\.$/],
    ['answers with a page', send(200, '<!DOCTYPE html><p>Hello', { 'content-type': 'text/html' }), /is a web page/],
    ['answers with nothing', send(200, ''), /is empty: look/],
    ['answers in another encoding', send(200, Buffer.from(TEXT, 'utf16le')), /not written in UTF-8/],
    ['sends too much', send(200, 'x'.repeat(50_000_001)), /larger than 50 MB/],
    ['leads to itself', leadTo('/schema/'), /redirected round in circles: give the address/],
    [
      'leads on and on',
      (request, response) => response.writeHead(307, { location: `${request.url ?? ''}x` }).end(),
      /redirected round in circles: give the address/,
    ],
    ['leads out of the web', leadTo('ftp://example.org/schema'), /which is no web address: give the one/],
    ['leads to what is no address', leadTo('http://'), /is no address: check how it is written/],
    [
      'sends half of what it announced',
      (_request, response) => {
        response.writeHead(200, { 'content-length': String(TEXT.length) }).write(TEXT.slice(0, 60), () => {
          response.destroy();
        });
      },
      /broke off in the middle of its answer \(.*\): ask again/,
    ],
    [
      'breaks off between two parts',
      (_request, response) => {
        response.write(TEXT.slice(0, 60), () => {
          response.destroy();
        });
      },
      /broke off in the middle of its answer \(.*\): ask again/,
    ],
    [
      'sends half and says that is all',
      send(200, TEXT.slice(0, 60)),
      /is not valid JSON: .*see whether all of it arrived/,
    ],
    [
      'breaks off before an answer',
      (request) => {
        request.socket.destroy();
      },
      /cannot be reached \(.*\): is the server running\?$/,
    ],
    [
      'never answers',
      () => undefined,
      /did not send the document within 0\.5 s: give it longer with --timeout, or save/,
      '0.5',
    ],
    [
      'never comes to an end',
      (_request, response) => {
        response.writeHead(200).write(TEXT.slice(0, 60));
      },
      /did not send the document within 0\.5 s: give it longer with --timeout, or save/,
      '0.5',
    ],
  ])('%s', async (_name, answer, message, timeout = '30') => {
    const address = await servers.serve(answer);
    await expectRefused(['sync', address, '--out', 'api', '--wait', '0', '--timeout', timeout], message);
  });

  it('nobody serves', async () => {
    const address = await servers.serve(send(200, TEXT));
    await servers.close();
    await expectRefused(
      ['sync', address, '--out', 'api', '--wait', '0'],
      /cannot be reached \(ECONNREFUSED\): is the server running\?$/,
    );
  });

  it('no network knows', async () => {
    await expectRefused(
      ['sync', 'http://schema.invalid/', '--out', 'api', '--wait', '0'],
      /cannot be reached \(\w+\): check the address and your network\.$/,
    );
  });
});

it('sends headers to the server that they are meant for and to no other', async () => {
  const seen: (string | undefined)[] = [];
  const other = await servers.serve((request, response) => {
    seen.push(request.headers['x-key']?.toString());
    response.end(TEXT);
  });
  const address = await servers.serve((request, response) => {
    seen.push(request.headers['x-key']?.toString());
    response.writeHead(302, { location: other }).end();
  });
  expect(await line.throughline('sync', address, '--out', 'api', '--header', 'X-Key: secret')).toMatchObject({
    code: 0,
  });
  expect(seen).toEqual(['secret', undefined]);
});

describe('an output folder is refused that', () => {
  it.each<[string, string, () => Promise<unknown>, RegExp]>([
    ['is a file', 'taken', () => line.write('taken', 'x'), /taken is no folder: choose another output folder/],
    ['is below a file', 'taken/api', () => line.write('taken', 'x'), /cannot be written|is no folder/],
    [
      'leads nowhere',
      'nowhere',
      () => symlink(line.path('missing/folder'), line.path('nowhere')),
      /nowhere cannot be written \(\w+\): choose a folder/,
    ],
    [
      'can take only some of the files',
      'partly',
      async () => {
        await mkdir(line.path('partly'));
        await symlink(line.path('missing/folder'), line.path('partly/operations'));
      },
      /partly cannot be written \(\w+\): choose a folder/,
    ],
    [
      'has a folder in the place of a file',
      'odd',
      () => mkdir(line.path('odd/schemas.ts'), { recursive: true }),
      /schemas\.ts cannot be read \(EISDIR\): move it/,
    ],
    [
      'has a file that was not generated',
      'own',
      async () => {
        await mkdir(line.path('own'));
        await line.write('own/index.ts', 'export const precious = 1;\n');
      },
      /index\.ts was not generated, so it is not overwritten: move it/,
    ],
  ])('%s', async (_name, out, arrange, message) => {
    await arrange();
    await expectRefused(['sync', 'sound.json', '--out', out], message);
  });

  it('is the second of two: the first is as it was', async () => {
    await line.write('taken', 'x');
    await symlink(line.path('missing/folder'), line.path('nowhere'));
    const documents = { one: { source: 'sound.json', out: 'new' }, two: { source: 'sound.json', out: 'nowhere' } };
    await line.write('throughline.config.ts', `export default ${JSON.stringify({ documents })};`);
    await expectRefused(['sync'], /nowhere cannot be written/);
  });
});
