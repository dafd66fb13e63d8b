import { mkdir, mkdtemp, readFile, readdir, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { type Server, createServer } from 'node:http';
import { type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { run } from './run.ts';

const DOCUMENT = {
  openapi: '3.1.0',
  info: { title: 'Notes', version: '1' },
  paths: {
    '/notes/': {
      get: {
        operationId: 'notes_list',
        tags: ['notes'],
        responses: {
          '200': {
            description: '',
            content: { 'application/json': { schema: { $ref: '#/components/schemas/Note' } } },
          },
        },
      },
    },
    '/users/': { get: { operationId: 'users_list', tags: ['users'], responses: { '204': { description: '' } } } },
  },
  components: {
    schemas: {
      Note: { type: 'object', required: ['text'], properties: { text: { type: 'string', format: 'email' } } },
    },
  },
};

let folder: string;
let servers: Server[];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'throughline-'));
  servers = [];
});

afterEach(async () => {
  for (const server of servers) {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
  await rm(folder, { recursive: true });
});

async function throughline(...args: string[]): Promise<{ code: number; out: string; error: string }> {
  const lines = { out: new Array<string>(), error: new Array<string>() };
  const code = await run(args, folder, {
    out: (line) => lines.out.push(line),
    error: (line) => lines.error.push(line),
  });
  return { code, out: lines.out.join('\n'), error: lines.error.join('\n') };
}

async function write(name: string, content: unknown): Promise<void> {
  await writeFile(join(folder, name), typeof content === 'string' ? content : JSON.stringify(content));
}

async function serve(answer: (count: number) => { status: number; body: string }): Promise<string> {
  let count = 0;
  const server = createServer((request, response) => {
    count += 1;
    const { status, body } =
      request.headers.authorization === 'Bearer right'
        ? { status: 200, body: JSON.stringify(DOCUMENT) }
        : answer(count);
    response.writeHead(status, { 'content-type': 'application/json' }).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  servers.push(server);
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/schema/`;
}

async function snapshot(path: string): Promise<Map<string, string>> {
  const names = (await readdir(path, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile());
  const pairs = await Promise.all(
    names.map(
      async (entry) =>
        [join(entry.parentPath, entry.name), await readFile(join(entry.parentPath, entry.name), 'utf8')] as const,
    ),
  );
  return new Map(pairs.sort(([a], [b]) => (a < b ? -1 : 1)));
}

describe('sync', () => {
  it('writes the code of a document, and nothing the second time', async () => {
    await write('api.json', DOCUMENT);
    const first = await throughline('sync', 'api.json', '--out', 'api');
    expect(first).toMatchObject({ code: 0, error: '' });
    expect(first.out).toContain('added 2 operations: GET /notes/, GET /users/');
    const before = await snapshot(join(folder, 'api'));
    const times = await stat(join(folder, 'api/schemas.ts'));
    const second = await throughline('sync', 'api.json', '--out', 'api');
    expect(second.out).toContain('files: 0 added, 0 changed, 0 removed');
    expect(await snapshot(join(folder, 'api'))).toEqual(before);
    expect((await stat(join(folder, 'api/schemas.ts'))).mtimeMs).toBe(times.mtimeMs);
  });

  it('writes the same bytes whatever the order of the document', async () => {
    await write('api.json', DOCUMENT);
    await write('turned.json', {
      components: DOCUMENT.components,
      paths: Object.fromEntries(Object.entries(DOCUMENT.paths).reverse()),
      info: DOCUMENT.info,
      openapi: '3.1.0',
    });
    await throughline('sync', 'api.json', '--out', 'one');
    await throughline('sync', 'turned.json', '--out', 'other');
    const [one, other] = await Promise.all([snapshot(join(folder, 'one')), snapshot(join(folder, 'other'))]);
    expect([...other.values()]).toEqual([...one.values()]);
  });

  it('tells what changed, and takes away what it no longer generates and nothing else', async () => {
    await write('api.json', DOCUMENT);
    await throughline('sync', 'api.json', '--out', 'api');
    await write('api/operations/mine.ts', 'export const mine = 1;\n');
    await write('api.json', {
      ...DOCUMENT,
      paths: { '/notes/': DOCUMENT.paths['/notes/'] },
      components: { schemas: { Note: { type: 'object' } } },
    });
    const { out } = await throughline('sync', 'api.json', '--out', 'api');
    expect(out).toContain('changed 1 schema: Note');
    expect(out).toContain('removed 1 operation: GET /users/');
    expect(await readdir(join(folder, 'api/operations'))).toEqual(['mine.ts', 'notes.ts']);
    expect(await readdir(join(folder, 'api/runtime'))).not.toContain('formats.ts');
  });

  it('leaves nothing behind where it can write only some of the files', async () => {
    await write('api.json', DOCUMENT);
    await mkdir(join(folder, 'api'));
    await symlink(join(folder, 'nowhere'), join(folder, 'api/operations'));
    const answer = await throughline('sync', 'api.json', '--out', 'api');
    expect(answer.code).toBe(2);
    expect(answer.error).toMatch(/api cannot be written/);
    expect(await readdir(join(folder, 'api'))).toEqual(['operations']);
  });

  it('does not overwrite what it has not generated', async () => {
    await write('api.json', DOCUMENT);
    await mkdir(join(folder, 'api'));
    await write('api/index.ts', 'export const precious = 1;\n');
    const answer = await throughline('sync', 'api.json', '--out', 'api');
    expect(answer).toMatchObject({ code: 2, out: '' });
    expect(answer.error).toMatch(/index\.ts was not generated/);
    expect([...(await snapshot(join(folder, 'api'))).values()]).toEqual(['export const precious = 1;\n']);
  });

  it('says by pointer what it cannot express', async () => {
    await write('api.json', {
      ...DOCUMENT,
      components: { schemas: { Note: { type: 'object', $anchor: 'note' } } },
    });
    const { out } = await throughline('sync', 'api.json', '--out', 'api');
    expect(out).toContain('not expressed: #/components/schemas/Note: $anchor is not expressed');
  });

  it('waits for a server that is restarting', async () => {
    const address = await serve((count) =>
      count < 3 ? { status: 503, body: '' } : { status: 200, body: JSON.stringify(DOCUMENT) },
    );
    expect(await throughline('sync', address, '--out', 'api', '--wait', '20')).toMatchObject({ code: 0, error: '' });
  });

  it('sends the headers that it is given', async () => {
    const address = await serve(() => ({ status: 401, body: '' }));
    expect(await throughline('sync', address, '--out', 'api', '--header', 'Authorization: Bearer right')).toMatchObject(
      { code: 0, error: '' },
    );
  });
});

describe('check', () => {
  it('passes on what sync wrote and fails on anything else', async () => {
    await write('api.json', DOCUMENT);
    await throughline('sync', 'api.json', '--out', 'api');
    expect(await throughline('check', 'api.json', '--out', 'api')).toEqual({ code: 0, out: '', error: '' });
    await write('api/schemas.ts', `${await readFile(join(folder, 'api/schemas.ts'), 'utf8')}\n`);
    await rm(join(folder, 'api/operations/users.ts'));
    const { code, out } = await throughline('check', 'api.json', '--out', 'api');
    expect(code).toBe(1);
    expect(out).toMatch(/missing: .*operations\/users\.ts/);
    expect(out).toMatch(/differs: .*schemas\.ts/);
    expect(out).toContain('2 generated files are not what the document gives');
  });

  it('changes nothing', async () => {
    await write('api.json', DOCUMENT);
    await throughline('check', 'api.json', '--out', 'api');
    expect(await readdir(folder)).toEqual(['api.json']);
  });
});

describe('the configuration', () => {
  const config = (documents: unknown) =>
    write('throughline.config.ts', `export default { documents: ${JSON.stringify(documents)} } satisfies object;`);

  it('names several documents, with paths from its own folder', async () => {
    await write('api.json', DOCUMENT);
    await config({
      one: { source: 'api.json', out: 'src/one' },
      two: { source: './api.json', out: 'src/two', zod: 'classic', importExtension: '.ts' },
    });
    expect((await throughline('sync')).code).toBe(0);
    expect(await readFile(join(folder, 'src/one/schemas.ts'), 'utf8')).toContain("from 'zod/mini'");
    expect(await readFile(join(folder, 'src/two/schemas.ts'), 'utf8')).toContain("from 'zod'");
    expect(await throughline('check', '--only', 'two')).toMatchObject({ code: 0 });
  });

  it('makes exceptions to formats, which need a reason', async () => {
    await write('api.json', DOCUMENT);
    await config({
      api: {
        source: 'api.json',
        out: 'api',
        formats: { email: { rule: 'unchecked', reason: 'The server keeps whatever people typed' } },
      },
    });
    expect((await throughline('sync')).code).toBe(0);
    expect(await readFile(join(folder, 'api/schemas.ts'), 'utf8')).not.toContain('formats.email');
  });

  it('refuses one event type in two documents', async () => {
    const schema = { type: 'object', required: ['type'], properties: { type: { const: 'note.made' } } };
    const webhooks = { made: { post: { requestBody: { content: { 'application/json': { schema } } } } } };
    await write('api.json', { ...DOCUMENT, webhooks });
    await config({ one: { source: 'api.json', out: 'one' }, two: { source: 'api.json', out: 'two' } });
    const { code, error } = await throughline('sync');
    expect({ code, error }).toEqual({
      code: 2,
      error: 'The event type "note.made" is declared by both one and two: rename one of them.',
    });
    expect(await readdir(folder)).toEqual(['api.json', 'throughline.config.ts']);
  });
});

it('says how it is used', async () => {
  const { code, out } = await throughline('--help');
  expect(code).toBe(0);
  expect(out).toContain('throughline sync');
  expect((await throughline()).code).toBe(0);
});
