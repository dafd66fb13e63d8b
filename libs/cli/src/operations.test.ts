import { beforeAll, describe, expect, it } from 'vitest';
import type { JsonObject } from './document/json.ts';
import { generate } from './generate.ts';
import { loadGenerated } from './testing/load-generated.ts';
import { documentOf, readTestDocument } from './testing/test-document.ts';

interface Parser {
  safeParse: (value: unknown) => { success: boolean; data?: unknown };
}

interface Contract {
  method: string;
  path: string;
  pathParams?: Parser;
  query?: Parser;
  headers?: Record<string, Parser>;
  cookies?: Record<string, Parser>;
  contentType?: string;
  body?: Parser | null;
  responses: Record<string, Parser | null>;
  otherResponses?: Record<string, Parser>;
  summary?: string;
  deprecated?: boolean;
  metadata: Record<string, unknown>;
}

type Contracts = Record<string, Record<string, Contract>>;

async function contractsOf(paths: JsonObject, rest: JsonObject = {}): Promise<Contracts> {
  const document = documentOf(
    { Item: { type: 'object', required: ['id'], properties: { id: { type: 'integer', readOnly: true } } } },
    '3.1.0',
    { paths, ...rest },
  );
  return (await loadGenerated(generate(document, { importExtension: '.ts' }).files))['contracts'] as Contracts;
}

const accepts = (parser: Parser | null | undefined, value: unknown): boolean =>
  parser?.safeParse(value).success ?? false;

describe('the operations of a Django project', () => {
  let contracts: Contracts;
  let module: Record<string, unknown>;

  beforeAll(async () => {
    module = await loadGenerated(generate(readTestDocument('tracker'), { importExtension: '.ts' }).files);
    contracts = module['contracts'] as Contracts;
  });

  it('stand under their first tag with names from their operationId', () => {
    expect(
      Object.fromEntries(Object.entries(contracts).map(([tag, operations]) => [tag, Object.keys(operations).sort()])),
    ).toEqual({
      projects: [
        'projectsCoverUpdate',
        'projectsCreate',
        'projectsDestroy',
        'projectsList',
        'projectsPartialUpdate',
        'projectsRetrieve',
      ],
      session: ['createSession'],
    });
  });

  it('carry method, path, words and metadata', () => {
    expect(contracts['projects']?.['projectsList']).toMatchObject({
      method: 'GET',
      path: '/api/projects/',
      summary: 'List projects',
      metadata: {
        operationId: 'projects_list',
        tags: ['projects'],
        security: [{ jwtAuth: [] }],
        parameterStyles: { status: { in: 'query', explode: false } },
      },
    });
    expect(contracts['projects']?.['projectsDestroy']).toMatchObject({
      method: 'DELETE',
      path: '/api/projects/:id/',
      deprecated: true,
      responses: { 204: null },
    });
    expect(contracts['session']?.['createSession']?.metadata['security']).toEqual([]);
  });

  it('check their parameters', () => {
    const list = contracts['projects']?.['projectsList'];
    expect(accepts(list?.query, { page: 1, status: ['open'], search: undefined })).toBe(true);
    expect(accepts(list?.query, { page: 0 })).toBe(false);
    expect(accepts(list?.query, { status: ['lost'] })).toBe(false);
    const retrieve = contracts['projects']?.['projectsRetrieve'];
    expect(accepts(retrieve?.pathParams, { id: '0191f3a2-7c1e-7b4e-9d3a-1f2e3d4c5b6a' })).toBe(true);
    expect(accepts(retrieve?.pathParams, { id: '1' })).toBe(false);
    expect(accepts(contracts['projects']?.['projectsCreate']?.headers?.['idempotency-key'], 'x')).toBe(false);
  });

  it('check their cookies, by the name as it is written', () => {
    const cookies = contracts['projects']?.['projectsCreate']?.cookies ?? {};
    expect(Object.keys(cookies)).toEqual(['csrftoken', 'Theme']);
    expect([accepts(cookies['csrftoken'], 'short'), accepts(cookies['csrftoken'], 'x'.repeat(32))]).toEqual([
      false,
      true,
    ]);
    expect([accepts(cookies['csrftoken'], undefined), accepts(cookies['Theme'], undefined)]).toEqual([false, true]);
  });

  it('ask of a client nothing that the server makes, and of the server nothing that only clients send', () => {
    const create = contracts['projects']?.['projectsCreate'];
    const sent = { title: 'x', budget: '1.00' };
    expect(create?.contentType).toBe('application/json');
    expect(accepts(create?.body, sent)).toBe(true);
    expect(accepts(create?.body, { ...sent, join_code: 'abc' })).toBe(false);
    expect(accepts(create?.body, { ...sent, id: 1 })).toBe(false);
    expect(accepts(create?.responses['201'], sent)).toBe(false);
    const received = {
      ...sent,
      id: '0191f3a2-7c1e-7b4e-9d3a-1f2e3d4c5b6a',
      owner: { id: '0191f3a2-7c1e-7b4e-9d3a-1f2e3d4c5b6a', email: 'a@example.org' },
      created_at: '2024-01-01T00:00:00Z',
    };
    expect(accepts(create?.responses['201'], received)).toBe(true);
    expect(accepts(create?.responses['201'], { ...received, owner: { email: 'a@example.org' } })).toBe(false);
  });

  it('may leave out a body that is not required', () => {
    const update = contracts['projects']?.['projectsPartialUpdate'];
    expect([
      accepts(update?.body, undefined),
      accepts(update?.body, { title: 'x' }),
      accepts(update?.body, { title: '' }),
    ]).toEqual([true, true, false]);
  });

  it('take and give files as files', () => {
    const cover = contracts['projects']?.['projectsCoverUpdate'];
    const picture = new Blob(['x']);
    expect(cover?.contentType).toBe('multipart/form-data');
    expect(accepts(cover?.body, { image: picture })).toBe(true);
    expect(accepts(cover?.body, { image: 'x' })).toBe(false);
    expect(accepts(cover?.responses['200'], picture)).toBe(true);
    expect(cover?.metadata['responseContentTypes']).toEqual({ 200: 'image/png' });
  });

  it('keep classes of statuses and the default apart from single ones', () => {
    expect(Object.keys(contracts['projects']?.['projectsList']?.otherResponses ?? {})).toEqual(['4XX']);
    expect(
      accepts(contracts['projects']?.['projectsCreate']?.otherResponses?.['default'], {
        error: { title: ['Required.'] },
        status_code: 400,
        code: 'validation',
      }),
    ).toBe(true);
    expect(accepts(contracts['session']?.['createSession']?.responses['401'], { detail: 'No.' })).toBe(true);
  });

  it('come with the error codes of the document', () => {
    expect(module['errorCodes']).toMatchObject({
      'task.board_full': { status: 409, retryable: true, message: 'The board is full.' },
    });
    expect(module['api']).toEqual({ title: 'Tracker', version: '1.2.0', servers: ['/tracker'] });
  });

  it('parse events by their type', () => {
    const parse = module['parseEvent'] as (value: unknown) => { status: string };
    const event = { id: '0191f3a2-7c1e-7b4e-9d3a-1f2e3d4c5b6a', type: 'task.created', data: { title: 'x' } };
    expect(parse(event)).toEqual({ status: 'event', event });
    expect(parse({ ...event, data: {} })).toMatchObject({ status: 'invalid', type: 'task.created' });
    expect(parse({ ...event, type: 'task.burnt' })).toEqual({ status: 'unknown', type: 'task.burnt' });
    expect(parse({ ...event, type: 'toString' })).toEqual({ status: 'unknown', type: 'toString' });
    const imported = { type: 'project.imported', data: { tasks: 3 } };
    expect(parse(imported)).toEqual({ status: 'event', event: imported });
    for (const value of [null, 'task.created', [], {}, { type: 1 }])
      expect(parse(value)).toEqual({ status: 'invalid', type: null, error: null });
  });
});

it('keeps a callback that no type tells from others beside the union, each method under its own name', async () => {
  const module = await loadGenerated(generate(readTestDocument('tracker'), { importExtension: '.ts' }).files);
  const schemas = module['webhookSchemas'] as Record<string, Parser>;
  expect(Object.keys(schemas).sort()).toEqual(['projects_create.progress.post', 'projects_create.progress.put']);
  expect(accepts(schemas['projects_create.progress.post'], { id: 'a', done: 1 })).toBe(true);
  expect(accepts(schemas['projects_create.progress.post'], { id: 'a', done: -1 })).toBe(false);
});

describe('operations with unusual parts', () => {
  const answer = { responses: { '204': { description: '' } } };

  it('get distinct names where the document gives the same, a reserved one or none', async () => {
    const contracts = await contractsOf({
      '/a': { get: { operationId: 'delete', ...answer }, post: { operationId: 'do_it', ...answer } },
      '/b/{x}': { get: { operationId: 'doIt', ...answer }, post: answer },
    });
    expect(Object.keys(contracts['untagged'] ?? {}).sort()).toEqual(['delete_', 'doIt', 'doIt2', 'postBX']);
  });

  it('keep tags apart whose names make the same file', async () => {
    const contracts = await contractsOf({
      '/a': { get: { tags: ['My Things'], operationId: 'a', ...answer } },
      '/b': { get: { tags: ['my-things'], operationId: 'b', ...answer } },
    });
    expect(Object.values(contracts).map((operations) => Object.keys(operations))).toEqual([['a'], ['b']]);
  });

  it('keep the path of the document where colons cannot say it', async () => {
    const contracts = await contractsOf({
      '/files/{name}.{format}': { get: { operationId: 'file', ...answer } },
      '/things:batch': { get: { operationId: 'batch', ...answer } },
    });
    expect(contracts['untagged']?.['file']?.metadata['pathTemplate']).toBe('/files/{name}.{format}');
    expect(contracts['untagged']?.['batch']?.metadata['pathTemplate']).toBe('/things:batch');
  });

  it('take parameters of the path item, and the operation’s own instead of them', async () => {
    const parameters = (type: string) => [{ in: 'query', name: 'q', required: true, schema: { type } }];
    const contracts = await contractsOf({
      '/a': {
        parameters: parameters('string'),
        get: { operationId: 'a', ...answer },
        post: { operationId: 'b', parameters: parameters('integer'), ...answer },
      },
    });
    expect(accepts(contracts['untagged']?.['a']?.query, { q: 'x' })).toBe(true);
    expect(accepts(contracts['untagged']?.['a']?.query, {})).toBe(false);
    expect(accepts(contracts['untagged']?.['b']?.query, { q: 'x' })).toBe(false);
  });

  it('name a media type that is not one of the usual', async () => {
    const contracts = await contractsOf({
      '/a': {
        put: {
          operationId: 'a',
          requestBody: { required: true, content: { 'application/octet-stream': {} } },
          responses: { '200': { description: '', content: { 'text/csv': { schema: { type: 'string' } } } } },
        },
      },
    });
    const contract = contracts['untagged']?.['a'];
    expect(contract?.contentType).toBeUndefined();
    expect(contract?.metadata).toMatchObject({
      requestContentType: 'application/octet-stream',
      responseContentTypes: { 200: 'text/csv' },
    });
    expect([
      accepts(contract?.body, new Blob([])),
      accepts(contract?.body, 'x'),
      accepts(contract?.responses['200'], 'a,b'),
    ]).toEqual([true, false, true]);
  });
});
