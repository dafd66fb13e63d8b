import { readFile, readdir } from 'node:fs/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Explanation } from '../explain/explanation.ts';
import { CommandLine } from '../testing/command-line.ts';

let line: CommandLine;

beforeEach(async () => {
  line = await CommandLine.open();
  await line.write('api.yaml', await readFile(new URL('../testing/documents/tracker.yaml', import.meta.url), 'utf8'));
  expect(await line.throughline('sync', 'api.yaml', '--out', 'src/api')).toMatchObject({ code: 0 });
});

afterEach(() => line.close());

async function explained(pointer: string, ...options: string[]): Promise<Explanation> {
  const { code, out, error } = await line.throughline(
    'explain',
    pointer,
    'api.yaml',
    '--out',
    'src/api',
    '--json',
    ...options,
  );
  expect({ code, error }).toEqual({ code: 0, error: '' });
  const { command, documents } = JSON.parse(out) as { command: string; documents: Explanation[] };
  expect([command, documents.length]).toEqual(['explain', 1]);
  const [explanation] = documents;
  if (explanation === undefined) throw new Error('Nothing was explained');
  return explanation;
}

/** Every part that is told of stands in the written file, at its line. */
async function expectInPlace({ code }: Explanation): Promise<void> {
  expect(code.length).toBeGreaterThan(0);
  for (const { file, line: number, name, text } of code) {
    const written = await readFile(line.path(`src/api/${file}`), 'utf8');
    expect(written).toContain(text);
    const at = written.split('\n')[number - 1] ?? '';
    expect(at.trim()).not.toBe('');
    expect(at.includes(name) || text.includes(at.trim())).toBe(true);
  }
}

const names = ({ code }: Explanation): string[] => code.map(({ name }) => name);

describe('what became of', () => {
  it('a component: every declaration with its line, each form, and why there are two', async () => {
    const explanation = await explained('#/components/schemas/Project');
    expect(explanation.source).toEqual({ kind: 'schema', pointer: '#/components/schemas/Project' });
    expect(explanation.code.map(({ name, direction }) => [name, direction])).toEqual([
      ['Project', 'response'],
      ['ProjectSchema', 'response'],
      ['ProjectRequest', 'request'],
      ['ProjectRequestSchema', 'request'],
    ]);
    await expectInPlace(explanation);
    expect(explanation.notes.join('\n')).toMatch(/two forms.*readOnly id, owner, created_at; writeOnly join_code/);
    expect(explanation.usedBy).toContain('POST /api/projects/');
    expect(explanation.usedBy).toContain('#/components/schemas/PaginatedProjectList');
  });

  it('a member: its own line, type and schema', async () => {
    const explanation = await explained('#/components/schemas/Project/properties/due_date');
    await expectInPlace(explanation);
    expect(explanation.inner).toEqual([
      { direction: null, type: 'string | null', schema: expect.stringContaining('formats.date()') as string },
    ]);
    const [declaration] = explanation.code;
    const written = (await readFile(line.path('src/api/schemas.ts'), 'utf8')).split('\n');
    expect(written[(declaration?.line ?? 0) - 1]).toContain('due_date?: string | null');
  });

  it('an enumeration: its values, too', async () => {
    const explanation = await explained('#/components/schemas/StatusEnum');
    expect(names(explanation)).toEqual(['StatusEnum', 'StatusEnumValues', 'StatusEnumSchema']);
    await expectInPlace(explanation);
  });

  it('a keyword: the schema around it', async () => {
    const explanation = await explained('#/components/schemas/Project/properties/slug/maxLength');
    expect(explanation.source?.pointer).toBe('#/components/schemas/Project/properties/slug');
    expect(explanation.inner[0]?.schema).toContain('50');
  });

  it('an operation: its contract, what it takes and answers, and what is not expressed in it', async () => {
    const explanation = await explained('#/paths/~1api~1projects~1/post');
    expect(explanation.operation).toEqual({
      place: 'POST /api/projects/',
      operationId: 'projects_create',
      contract: 'projectsCreate',
      parameters: [
        { in: 'header', name: 'idempotency-key', required: true },
        { in: 'cookie', name: 'csrftoken', required: true },
        { in: 'cookie', name: 'Theme', required: false },
      ],
      body: { contentType: 'application/json', required: true },
      responses: [
        { status: '201', contentType: 'application/json' },
        { status: 'default', contentType: 'application/json' },
      ],
    });
    expect(names(explanation)).toEqual([
      'projectsCreate',
      'ProjectsCreateHeaders',
      'ProjectsCreateCookies',
      'ProjectRequestSchema',
      'ProjectSchema',
      'ProblemSchema',
    ]);
    await expectInPlace(explanation);
    expect(explanation.notExpressed).toMatchObject([{ keyword: 'callbacks', reason: /fixes no "type"/ }]);
  });

  it('a parameter: its schema and the contract that has it', async () => {
    const explanation = await explained('#/paths/~1api~1projects~1/get/parameters/1');
    expect(explanation.operation?.contract).toBe('projectsList');
    expect(explanation.inner).toMatchObject([{ type: 'number' }]);
  });

  it('an event and a callback: the entry of the union, or of the table beside it', async () => {
    const event = await explained('#/webhooks/task.moved');
    expect(names(event)).toEqual(['EventTypes', 'TaskMovedEvent', 'TaskMovedEventSchema']);
    await expectInPlace(event);
    const callback = await explained('#/paths/~1api~1projects~1/post/callbacks/progress/{$request.body#~1slug}/post');
    expect(names(callback)).toEqual([
      'webhookSchemas',
      'ProjectsCreateProgressPostEvent',
      'ProjectsCreateProgressPostEventSchema',
    ]);
    await expectInPlace(callback);
  });

  it('a shared answer: who uses it', async () => {
    const explanation = await explained('#/components/responses/Problem');
    expect(explanation.usedBy).toEqual(['GET /api/projects/', 'POST /api/projects/']);
    expect(explanation.inner).toEqual([{ direction: null, type: 'Problem', schema: 'ProblemSchema' }]);
  });

  it.each<[string, RegExp]>([
    ['#/servers', /`api` of index\.ts/],
    ['#/info/title', /`api` of index\.ts/],
    ['#/components/securitySchemes/jwtAuth', /metadata\.security/],
    ['#/x-error-codes/task.not_found', /errorCodes/],
    ['#/components/schemas/Project/description', /doc comment/],
    ['#/components/schemas/Project/properties/slug/examples', /no code comes from them/],
    ['#/components/schemas/Project/properties/id/readOnly', /what the server sends/],
    ['#/components/schemas/Project/properties/lead/oneOf/0', /reference.*#\/components\/schemas\/Person/],
  ])('%s: the reason', async (pointer, note) => {
    expect((await explained(pointer)).notes.join('\n')).toMatch(note);
  });

  it('a format, with the exception that the configuration makes and its reason', async () => {
    const formats = { email: { rule: 'unchecked', reason: 'People type what they like' } };
    const documents = { api: { source: 'api.yaml', out: 'src/api', formats } };
    await line.write('throughline.config.ts', `export default ${JSON.stringify({ documents })};`);
    const { out } = await line.throughline('explain', '#/components/schemas/Person', '--json');
    const { documents: reports } = JSON.parse(out) as { documents: Explanation[] };
    expect(reports[0]?.formats).toEqual([
      {
        pointer: '#/components/schemas/Person/properties/email',
        format: 'email',
        outcome: 'not checked',
        reason: 'People type what they like',
      },
      { pointer: '#/components/schemas/Person/properties/id', format: 'uuid', outcome: 'checked', reason: null },
    ]);
  });
});

it('says it to people in lines that lead to the files', async () => {
  const { code, out } = await line.throughline('explain', '/components/schemas/Cover', 'api.yaml', '--out', 'src/api');
  expect(code).toBe(0);
  expect(out).toContain('#/components/schemas/Cover in api.yaml');
  expect(out).toMatch(/^ {2}src\/api\/schemas\.ts:\d+ Cover$/m);
  expect(out).toContain('    export interface Cover {');
  expect(out).toContain('used by PUT /api/projects/{id}/cover/');
});

it('explains a place in every document of the configuration that has it', async () => {
  await line.write('other.json', { openapi: '3.1.0', info: { title: 'Other', version: '1' }, paths: {} });
  const documents = { one: { source: 'api.yaml', out: 'one' }, two: { source: 'other.json', out: 'two' } };
  await line.write('throughline.config.ts', `export default ${JSON.stringify({ documents })};`);
  const { out } = await line.throughline('explain', '#/info');
  expect(out).toContain('#/info in one');
  expect(out).toContain('#/info in two');
  expect((await line.throughline('explain', '#/webhooks')).out).not.toContain('in two');
});

it.each<[string, string, string]>([
  [
    'a name with a slip in it',
    '#/components/schemas/Projct/properties/titel',
    'There is no #/components/schemas/Projct/properties/titel in api.yaml: did you mean #/components/schemas/Project/properties/title?',
  ],
  ['a word', 'Projekt', '"Projekt" is no JSON pointer: did you mean #/components/schemas/Project?'],
  [
    'a path that is not escaped',
    '#/paths//api/projects/',
    expect.stringMatching(/^There is no .* did you mean #\/paths\/~1api/) as string,
  ],
  [
    'something inside of a text',
    '#/info/title/x',
    'There is no #/info/title/x in api.yaml: did you mean #/info/title?',
  ],
])('refuses %s in one line that names the nearest place', async (_name, pointer, message) => {
  const before = await readdir(line.folder, { recursive: true });
  expect(await line.throughline('explain', pointer, 'api.yaml')).toEqual({ code: 2, out: '', error: message });
  expect(await readdir(line.folder, { recursive: true })).toEqual(before);
});
