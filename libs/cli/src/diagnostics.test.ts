import { describe, expect, it } from 'vitest';
import type { JsonObject, JsonValue } from './document/json.ts';
import { generate } from './generate.ts';
import type { Diagnostic } from './model/diagnostic.ts';
import { documentOf } from './testing/test-document.ts';
import { inFolder, typeCheck } from './testing/type-check.ts';

const SCHEMAS: [string, JsonValue, string, RegExp][] = [
  ['another document', { $ref: 'other.yaml#/X' }, '#/components/schemas/It', /another document \(other\.yaml#\/X\)/],
  [
    'an address',
    { properties: { a: { $ref: 'https://example.org/x.json' } } },
    '#/components/schemas/It/properties/a',
    /another document/,
  ],
  ['an anchor', { $ref: '#here' }, '#/components/schemas/It', /an anchor/],
  [
    'nothing',
    { items: { $ref: '#/components/schemas/Nope' }, type: 'array' },
    '#/components/schemas/It/items',
    /nothing \(#\/components\/schemas\/Nope\)/,
  ],
  ['itself', { $ref: '#/components/schemas/It' }, '#/components/schemas/It', /nothing but itself/],
  ['a type that there is not', { type: 'file' }, '#/components/schemas/It', /no type "file"/],
  ['an enumeration of nothing', { enum: [] }, '#/components/schemas/It', /Lists no value/],
  ['no schema', 'string', '#/components/schemas/It', /Not a schema/],
  ['a format that is not known', { type: 'string', format: 'isbn' }, '#/components/schemas/It', /"isbn" is not known/],
  [
    'a pattern of Python',
    { type: 'string', pattern: '^a\\Z' },
    '#/components/schemas/It',
    /not an ECMAScript regular expression/,
  ],
  [
    'a name pattern of Python',
    { type: 'object', patternProperties: { '\\A': {} } },
    '#/components/schemas/It/patternProperties/\\A',
    /Not an ECMAScript/,
  ],
  ['a dynamic reference', { $dynamicRef: '#x' }, '#/components/schemas/It', /\$dynamicRef is not expressed/],
  ['a base address', { $id: 'https://example.org/' }, '#/components/schemas/It', /\$id is not expressed/],
  [
    'a discriminator that names a stranger',
    {
      oneOf: [{ type: 'object' }, { type: 'string' }],
      discriminator: { propertyName: 'k', mapping: { 'a/b': '#/components/schemas/X' } },
    },
    '#/components/schemas/It/discriminator/mapping/a~1b',
    /Names no member of oneOf/,
  ],
];

const PATHS: [string, JsonObject, string, RegExp][] = [
  ['HEAD', { head: { responses: {} } }, '#/paths/~1a/head', /HEAD operations/],
  [
    'a callback without a body',
    { post: { callbacks: { done: { '{$url}': { get: {} } } }, responses: {} } },
    '#/paths/~1a/post/callbacks/done/{$url}/get',
    /Has no body; the event is left out/,
  ],
  [
    'a callback that is not there',
    { post: { callbacks: { done: { $ref: '#/components/callbacks/No' } }, responses: {} } },
    '#/paths/~1a/post/callbacks/done',
    /callback is left out/,
  ],
  [
    'a callback whose body fixes no type',
    { post: { callbacks: { done: { '{$url}': { post: { requestBody: { content: { 'application/json': {} } } } } } } } },
    '#/paths/~1a/post/callbacks/done/{$url}/post',
    /fixes no "type"/,
  ],
  [
    'the answer to a callback',
    {
      post: {
        callbacks: { done: { '{$url}': { post: { responses: { '200': { content: { 'application/json': {} } } } } } } },
      },
    },
    '#/paths/~1a/post/callbacks/done/{$url}/post/responses/200',
    /answer to an event/,
  ],
  [
    'parameters of a callback',
    { post: { callbacks: { done: { '{$url}': { post: { parameters: [{ in: 'query', name: 'q' }] } } } } } },
    '#/paths/~1a/post/callbacks/done/{$url}/post/parameters',
    /Parameters of an event/,
  ],
  [
    'a parameter in a place that there is not',
    { get: { parameters: [{ in: 'body', name: 'c' }], responses: {} } },
    '#/paths/~1a/get/parameters/0',
    /no place "body"/,
  ],
  [
    'a parameter that is not there',
    { get: { parameters: [{ $ref: '#/components/parameters/No' }], responses: {} } },
    '#/paths/~1a/get/parameters/0',
    /parameter is left out/,
  ],
  [
    'a body that is not there',
    { post: { requestBody: { $ref: '#/components/requestBodies/No' }, responses: {} } },
    '#/paths/~1a/post/requestBody',
    /body is left out/,
  ],
  [
    'the body of a GET',
    { get: { requestBody: { content: { 'application/json': {} } }, responses: {} } },
    '#/paths/~1a/get/requestBody',
    /body of a GET/,
  ],
  ['a status that is none', { get: { responses: { ok: {} } } }, '#/paths/~1a/get/responses/ok', /is no status/],
  [
    'headers of an answer',
    { get: { responses: { '200': { headers: { ETag: {} } } } } },
    '#/paths/~1a/get/responses/200',
    /Headers of an answer/,
  ],
  [
    'a second media type',
    {
      get: {
        responses: { '200': { content: { 'application/json': {}, 'text/csv': { schema: { type: 'string' } } } } },
      },
    },
    '#/paths/~1a/get/responses/200/content/text~1csv',
    /another schema than application\/json/,
  ],
  ['a path item that is not there', { $ref: '#/components/pathItems/No' }, '#/paths/~1a', /path is left out/],
];

function reasonsAt(pointer: string, diagnostics: Diagnostic[]): string {
  return diagnostics
    .filter((diagnostic) => diagnostic.pointer === pointer)
    .map((diagnostic) => diagnostic.reason)
    .join('\n');
}

describe('what is not expressed is reported by its place', () => {
  it.each(SCHEMAS)('%s', (_name, schema, pointer, reason) => {
    const { diagnostics } = generate(documentOf({ It: schema }));
    expect(reasonsAt(pointer, diagnostics)).toMatch(reason);
  });

  it.each(PATHS)('%s', (_name, item, pointer, reason) => {
    const { diagnostics } = generate(documentOf({}, '3.1.0', { paths: { '/a': item } }));
    expect(reasonsAt(pointer, diagnostics)).toMatch(reason);
  });

  it('in the same order whatever the order of the document, and once', () => {
    const schemas: JsonObject = Object.fromEntries(SCHEMAS.map(([, schema], index) => [`It${index}`, schema]));
    const turned = Object.fromEntries(Object.entries(schemas).reverse());
    expect(generate(documentOf(turned)).diagnostics).toEqual(generate(documentOf(schemas)).diagnostics);
  });

  it('and nothing where everything is expressed', () => {
    expect(
      generate(documentOf({ It: { type: 'object', properties: { a: { type: 'string', format: 'date' } } } }))
        .diagnostics,
    ).toEqual([]);
  });

  it('and what is generated all the same is sound', { timeout: 60_000 }, () => {
    const schemas: JsonObject = Object.fromEntries(SCHEMAS.map(([, schema], index) => [`It${index}`, schema]));
    const paths: JsonObject = Object.fromEntries(PATHS.map(([, item], index) => [`/a${index}`, item]));
    expect(typeCheck(inFolder('api', generate(documentOf(schemas, '3.1.0', { paths })).files))).toEqual([]);
  });
});

describe('documents that refer in circles', () => {
  it.each<[string, JsonObject]>([
    [
      'through a union',
      {
        A: { anyOf: [{ $ref: '#/components/schemas/B' }, { type: 'string' }] },
        B: { oneOf: [{ $ref: '#/components/schemas/A' }, { type: 'number' }] },
      },
    ],
    [
      'through allOf',
      {
        A: { allOf: [{ $ref: '#/components/schemas/B' }] },
        B: { allOf: [{ $ref: '#/components/schemas/A' }, { type: 'object' }] },
      },
    ],
    [
      'through members',
      {
        A: { type: 'object', properties: { b: { $ref: '#/components/schemas/B' } } },
        B: { type: 'array', items: { $ref: '#/components/schemas/A' } },
      },
    ],
    ['through the document itself', { A: { $ref: '#' } }],
    [
      'in a very long chain',
      Object.fromEntries(
        Array.from({ length: 3000 }, (_, index) => [
          `S${index}`,
          { type: 'object', properties: { next: { $ref: `#/components/schemas/S${(index + 1) % 3000}` } } },
        ]),
      ),
    ],
  ])('%s are generated', { timeout: 60_000 }, (_name, schemas) => {
    const { files } = generate(documentOf(schemas), { importExtension: '.js' });
    expect(files.get('schemas.ts')).toContain('Schema');
    if (Object.keys(schemas).length < 10) expect(typeCheck(inFolder('api', files))).toEqual([]);
  });
});
