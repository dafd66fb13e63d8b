import { afterAll, describe, expect, it } from 'vitest';
import type { JsonObject, JsonValue } from '../document/json.ts';
import { parseDocument } from '../document/parse-document.ts';
import { buildModel } from '../model/contract-model.ts';
import { printManifest, readManifest } from '../output/manifest.ts';
import { type ContractChanges, compareContracts } from './compare-contracts.ts';
import type { Contract } from './contract.ts';
import { describeContract } from './describe-contract.ts';
import { RULES, type RuleId } from './rules.ts';

const seen = new Set<RuleId>();

/** As the next run knows it: written to a manifest and read again. */
function contractOf(parts: JsonObject): Contract {
  const document = { openapi: '3.1.0', info: { title: 'Tasks', version: '1' }, paths: {}, ...parts };
  const written = describeContract(buildModel(parseDocument(JSON.stringify(document), 'test'), {}));
  const contract = readManifest(printManifest(written, []))?.contract;
  if (contract == null) throw new Error('The manifest cannot be read again');
  expect(contract).toEqual(written);
  return contract;
}

function changes(before: JsonObject, after: JsonObject): ContractChanges {
  const result = compareContracts(contractOf(before), contractOf(after));
  for (const { rule } of result.findings) seen.add(rule);
  return result;
}

function told(before: JsonObject, after: JsonObject): string[] {
  return changes(before, after).findings.map(({ rule, place, detail }) =>
    [rule, place, detail].filter((text) => text !== '').join(' '),
  );
}

function body(schema: JsonValue): JsonObject {
  return { content: { 'application/json': { schema } } };
}

/** A schema that one operation takes and sends. */
function bothWays(schema: JsonValue, others: JsonObject = {}): JsonObject {
  const reference = { $ref: '#/components/schemas/T' };
  return {
    paths: {
      '/t/': {
        post: {
          operationId: 'send',
          requestBody: { required: true, ...body(reference) },
          responses: { '201': body(reference) },
        },
      },
    },
    components: { schemas: { T: schema, ...others } },
  };
}

const object = (properties: JsonObject, rest: JsonObject = {}): JsonObject => ({ type: 'object', properties, ...rest });
const text = (keywords: JsonObject = {}): JsonObject => ({ type: 'string', ...keywords });
const whole = (keywords: JsonObject = {}): JsonObject => ({ type: 'integer', ...keywords });
const list = (keywords: JsonObject = {}): JsonObject => ({ type: 'array', items: text(), ...keywords });

describe('a schema that is taken and sent', () => {
  it.each<[string, JsonValue, JsonValue, string[], JsonObject?]>([
    ['stays the same', object({ a: text() }), object({ a: text() }), []],
    ['says the same in another order', object({ a: text(), b: whole() }), object({ b: whole(), a: text() }), []],
    [
      'has another description',
      object({ a: text() }),
      { ...object({ a: text({ description: 'x' }) }), title: 'y' },
      [],
    ],
    [
      'loses a property',
      object({ a: text(), b: text() }),
      object({ a: text() }),
      ['request-property-removed T.b', 'response-property-removed T.b'],
    ],
    [
      'gets an optional property',
      object({}),
      object({ a: text() }),
      ['request-property-added T.a', 'response-property-added T.a'],
    ],
    [
      'gets a required property',
      object({}),
      object({ a: text() }, { required: ['a'] }),
      ['request-property-added-required T.a', 'response-property-added T.a'],
    ],
    [
      'makes a property required',
      object({ a: text() }),
      object({ a: text() }, { required: ['a'] }),
      ['request-property-became-required T.a', 'response-property-became-required T.a'],
    ],
    [
      'makes a property optional',
      object({ a: text() }, { required: ['a'] }),
      object({ a: text() }),
      ['response-property-became-optional T.a', 'request-property-became-optional T.a'],
    ],
    [
      'makes a property read-only',
      object({ a: text() }),
      object({ a: text({ readOnly: true }) }),
      ['request-property-removed T.a'],
    ],
    [
      'makes a property write-only',
      object({ a: text() }),
      object({ a: text({ writeOnly: true }) }),
      ['response-property-removed T.a'],
    ],
    [
      'changes a read-only property',
      object({ a: text({ readOnly: true }) }),
      object({ a: whole({ readOnly: true }) }),
      ['response-type-changed T.a string → integer'],
    ],
    [
      'changes a type',
      object({ a: text() }),
      object({ a: whole() }),
      ['request-type-changed T.a string → integer', 'response-type-changed T.a string → integer'],
    ],
    [
      'narrows a type',
      object({ a: { type: 'number' } }),
      object({ a: whole() }),
      ['request-type-narrowed T.a number → integer', 'response-type-narrowed T.a number → integer'],
    ],
    [
      'widens a type',
      object({ a: whole() }),
      object({ a: { type: 'number' } }),
      ['response-type-widened T.a integer → number', 'request-type-widened T.a integer → number'],
    ],
    [
      'takes anything',
      object({ a: whole() }),
      object({ a: {} }),
      ['response-type-widened T.a integer → anything', 'request-type-widened T.a integer → anything'],
    ],
    [
      'frees an enumeration',
      object({ a: { enum: ['x', 'y'] } }),
      object({ a: text() }),
      ['response-type-widened T.a enum → string', 'request-type-widened T.a enum → string'],
    ],
    [
      'makes an enumeration of numbers a text',
      object({ a: { enum: [1, 2] } }),
      object({ a: text() }),
      ['request-type-changed T.a enum → string', 'response-type-changed T.a enum → string'],
    ],
    [
      'allows null',
      object({ a: text() }),
      object({ a: { type: ['string', 'null'] } }),
      ['response-became-nullable T.a', 'request-became-nullable T.a'],
    ],
    [
      'forbids null',
      object({ a: { type: ['string', 'null'] } }),
      object({ a: text() }),
      ['request-became-not-nullable T.a', 'response-became-not-nullable T.a'],
    ],
    [
      'allows null in an enumeration',
      object({ a: { enum: ['x', 'y'] } }),
      object({ a: { enum: ['x', 'y', null] } }),
      ['response-became-nullable T.a', 'request-became-nullable T.a'],
    ],
    [
      'loses a value',
      object({ a: { enum: ['x', 'y', 'z'] } }),
      object({ a: { enum: ['x', 'z'] } }),
      ['request-enum-value-removed T.a "y"', 'response-enum-value-removed T.a "y"'],
    ],
    [
      'gets values',
      object({ a: { enum: ['x', 'y'] } }),
      object({ a: { enum: ['w', 'y', 'x', 'z'] } }),
      ['response-enum-value-added T.a "w"; "z"', 'request-enum-value-added T.a "w"; "z"'],
    ],
    [
      'tightens bounds',
      object({ a: text({ minLength: 1, maxLength: 9 }) }),
      object({ a: text({ minLength: 2, maxLength: 8 }) }),
      [
        'request-constraint-tightened T.a minLength 1 → 2; maxLength 9 → 8',
        'response-constraint-tightened T.a minLength 1 → 2; maxLength 9 → 8',
      ],
    ],
    [
      'loosens bounds',
      object({ a: whole({ minimum: 1, maximum: 9 }) }),
      object({ a: whole({ maximum: 10 }) }),
      [
        'response-constraint-loosened T.a minimum 1 → none; maximum 9 → 10',
        'request-constraint-loosened T.a minimum 1 → none; maximum 9 → 10',
      ],
    ],
    [
      'sets bounds',
      object({ a: whole() }),
      object({ a: whole({ exclusiveMinimum: 0, exclusiveMaximum: 5 }) }),
      [
        'request-constraint-tightened T.a exclusiveMinimum none → 0; exclusiveMaximum none → 5',
        'response-constraint-tightened T.a exclusiveMinimum none → 0; exclusiveMaximum none → 5',
      ],
    ],
    [
      'bounds a list',
      object({ a: list() }),
      object({ a: list({ maxItems: 3, uniqueItems: true }) }),
      [
        'request-constraint-tightened T.a maxItems none → 3; uniqueItems none → true',
        'response-constraint-tightened T.a maxItems none → 3; uniqueItems none → true',
      ],
    ],
    [
      'takes larger steps',
      object({ a: whole({ multipleOf: 2 }) }),
      object({ a: whole({ multipleOf: 4 }) }),
      ['request-constraint-tightened T.a multipleOf 2 → 4', 'response-constraint-tightened T.a multipleOf 2 → 4'],
    ],
    [
      'takes smaller steps',
      object({ a: whole({ multipleOf: 4 }) }),
      object({ a: whole({ multipleOf: 2 }) }),
      ['response-constraint-loosened T.a multipleOf 4 → 2', 'request-constraint-loosened T.a multipleOf 4 → 2'],
    ],
    [
      'takes other steps',
      object({ a: whole({ multipleOf: 2 }) }),
      object({ a: whole({ multipleOf: 3 }) }),
      [
        'request-constraint-tightened T.a multipleOf 2 → 3',
        'response-constraint-loosened T.a multipleOf 2 → 3',
        'request-constraint-loosened T.a multipleOf 2 → 3',
        'response-constraint-tightened T.a multipleOf 2 → 3',
      ],
    ],
    [
      'sets a pattern',
      object({ a: text() }),
      object({ a: text({ pattern: '^x' }) }),
      ['request-constraint-tightened T.a pattern ^x', 'response-constraint-tightened T.a pattern ^x'],
    ],
    [
      'drops a pattern',
      object({ a: text({ pattern: '^x' }) }),
      object({ a: text() }),
      ['response-constraint-loosened T.a pattern ^x', 'request-constraint-loosened T.a pattern ^x'],
    ],
    [
      'changes a pattern',
      object({ a: text({ pattern: '^x' }) }),
      object({ a: text({ pattern: '^y' }) }),
      ['request-pattern-changed T.a ^x → ^y', 'response-pattern-changed T.a ^x → ^y'],
    ],
    [
      'sets a format',
      object({ a: text() }),
      object({ a: text({ format: 'uuid' }) }),
      ['request-format-added T.a none → uuid', 'response-format-added T.a none → uuid'],
    ],
    [
      'changes a format',
      object({ a: text({ format: 'date' }) }),
      object({ a: text({ format: 'date-time' }) }),
      ['request-format-changed T.a date → date-time', 'response-format-changed T.a date → date-time'],
    ],
    [
      'drops a format',
      object({ a: text({ format: 'uuid' }) }),
      object({ a: text() }),
      ['response-format-removed T.a uuid → none', 'request-format-removed T.a uuid → none'],
    ],
    [
      'is closed',
      object({ a: text() }),
      object({ a: text() }, { additionalProperties: false }),
      ['request-additional-refused T', 'response-additional-refused T'],
    ],
    [
      'is opened',
      object({ a: text() }, { additionalProperties: false }),
      object({ a: text() }),
      ['response-additional-allowed T', 'request-additional-allowed T'],
    ],
    [
      'gets a property though closed',
      object({ a: text() }, { additionalProperties: false }),
      object({ a: text(), b: text() }, { additionalProperties: false }),
      ['response-property-added-to-closed T.b', 'request-property-added T.b'],
    ],
    [
      'is a map of something else',
      { type: 'object', additionalProperties: text() },
      { type: 'object', additionalProperties: whole() },
      ['request-type-changed T.* string → integer', 'response-type-changed T.* string → integer'],
    ],
    [
      'changes deep inside',
      object({ a: list({ items: object({ b: text() }) }) }),
      object({ a: list({ items: object({ b: whole() }) }) }),
      ['request-type-changed T.a[].b string → integer', 'response-type-changed T.a[].b string → integer'],
    ],
    [
      'gets a form',
      object({ a: { oneOf: [text(), whole()] } }),
      object({ a: { oneOf: [text(), whole(), { type: 'boolean' }] } }),
      ['response-alternative-added T.a boolean', 'request-alternative-added T.a boolean'],
    ],
    [
      'loses a form',
      object({ a: { oneOf: [text(), whole(), { type: 'boolean' }] } }),
      object({ a: { oneOf: [whole(), text()] } }),
      ['request-alternative-removed T.a boolean', 'response-alternative-removed T.a boolean'],
    ],
    [
      'has one form more than one',
      object({ a: text() }),
      object({ a: { anyOf: [text(), whole()] } }),
      ['response-alternative-added T.a integer', 'request-alternative-added T.a integer'],
    ],
    [
      'allows null beside a name',
      object({ a: { $ref: '#/components/schemas/U' } }),
      object({ a: { anyOf: [{ $ref: '#/components/schemas/U' }, { type: 'null' }] } }),
      ['response-became-nullable T.a', 'request-became-nullable T.a'],
      { U: object({ x: text() }) },
    ],
    [
      'has a named schema written out',
      object({ a: { $ref: '#/components/schemas/U' } }),
      object({ a: object({ x: whole() }) }),
      ['request-type-changed T.a.x string → integer', 'response-type-changed T.a.x string → integer'],
      { U: object({ x: text() }) },
    ],
    [
      'uses another name for the same',
      object({ a: { $ref: '#/components/schemas/U' } }),
      object({ a: { $ref: '#/components/schemas/V' } }),
      [],
      { U: object({ x: text() }), V: object({ x: text() }) },
    ],
    [
      'uses a name for something else',
      object({ a: { $ref: '#/components/schemas/U' } }),
      object({ a: { $ref: '#/components/schemas/V' } }),
      ['request-type-changed U.x string → integer', 'response-type-changed U.x string → integer'],
      { U: object({ x: text() }), V: object({ x: whole() }) },
    ],
    [
      'must not be something',
      object({ a: text() }),
      object({ a: { allOf: [text(), { not: { const: 'x' } }] } }),
      ['request-constraint-tightened T.a not', 'response-constraint-tightened T.a not'],
    ],
    [
      'must not be something else',
      object({ a: { allOf: [text(), { not: { const: 'x' } }] } }),
      object({ a: { allOf: [text(), { not: { const: 'y' } }] } }),
      ['request-condition-changed T.a not', 'response-condition-changed T.a not'],
    ],
    [
      'contains something else',
      object({ a: list({ contains: { const: 'x' } }) }),
      object({ a: list({ contains: { const: 'y' } }) }),
      ['request-condition-changed T.a contains', 'response-condition-changed T.a contains'],
    ],
    [
      'depends on another member',
      object({ a: text() }, { dependentRequired: { a: ['b'] } }),
      object({ a: text() }, { dependentRequired: { a: ['c'] } }),
      ['request-condition-changed T dependentRequired', 'response-condition-changed T dependentRequired'],
    ],
    [
      'has another constant',
      object({ a: { const: { x: 1 } } }),
      object({ a: { const: { x: 2 } } }),
      ['request-type-changed T.a another constant', 'response-type-changed T.a another constant'],
    ],
    [
      'has a property with the name of a reference',
      object({ $ref: text(), '#U': text() }),
      object({ $ref: text(), '#U': whole() }),
      ['request-type-changed T.#U string → integer', 'response-type-changed T.#U string → integer'],
    ],
    [
      'has a property with a name that every object has',
      object({ toString: text() }),
      object({ constructor: text() }),
      [
        'request-property-removed T.toString',
        'response-property-removed T.toString',
        'request-property-added T.constructor',
        'response-property-added T.constructor',
      ],
    ],
    [
      'contains itself',
      object({ a: { $ref: '#/components/schemas/T' }, b: text() }),
      object({ a: { $ref: '#/components/schemas/T' }, b: whole() }),
      ['request-type-changed T.b string → integer', 'response-type-changed T.b string → integer'],
    ],
  ])('%s', (_name, before, after, expected, others = {}) => {
    expect(told(bothWays(before, others), bothWays(after, others))).toEqual(expected);
  });

  it('is the same schema whatever the order of its parts', () => {
    const names = ['a', 'b', 'c'];
    const schema = (order: string[]): JsonObject =>
      object(Object.fromEntries(order.map((name) => [name, { ...text({ readOnly: true }), enum: order }])), {
        required: order,
        dependentRequired: { a: order },
      });
    const { changed } = changes(bothWays(schema(names)), bothWays(schema(names.toReversed())));
    expect(changed.schemas).toEqual([]);
  });

  it('tells what changed in something that a condition leads to', () => {
    const condition = object({ a: list({ contains: { $ref: '#/components/schemas/U' } }) });
    const leadingTo = (schema: JsonObject): JsonObject =>
      bothWays(condition, { U: object({ v: { $ref: '#/components/schemas/V' } }), V: schema });
    expect(told(leadingTo(text()), leadingTo(whole()))).toEqual([
      'request-condition-changed T.a contains',
      'response-condition-changed T.a contains',
    ]);
  });

  it('tells the forms of a union by their tags', () => {
    const form = (name: string, rest: JsonObject): JsonObject =>
      object({ kind: { const: name }, ...rest }, { required: ['kind'] });
    const union = (names: string[]): JsonObject => ({
      oneOf: names.map((name) => ({ $ref: `#/components/schemas/${name}` })),
      discriminator: { propertyName: 'kind' },
    });
    expect(
      told(
        bothWays(union(['A', 'B']), { A: form('A', { x: text() }), B: form('B', {}) }),
        bothWays(union(['A', 'C']), { A: form('A', { x: whole() }), C: form('C', {}) }),
      ),
    ).toEqual([
      'request-type-changed A.x string → integer',
      'response-type-changed A.x string → integer',
      'request-alternative-removed T B',
      'response-alternative-added T C',
      'request-alternative-added T C',
      'response-alternative-removed T B',
    ]);
  });
});

describe('an operation', () => {
  const operation = (parts: JsonObject): JsonObject => ({
    operationId: 'list',
    responses: { '200': body(text()) },
    ...parts,
  });
  const at = (path: string, parts: JsonObject = {}, method = 'get'): JsonObject => ({
    paths: { [path]: { [method]: operation(parts) } },
  });
  const parameter = (name: string, rest: JsonObject = {}): JsonObject => ({
    name,
    in: 'query',
    schema: text(),
    ...rest,
  });
  const having = (...parameters: JsonObject[]): JsonObject => at('/t/', { parameters });
  const posting = (requestBody: JsonObject | null): JsonObject =>
    at('/t/', requestBody === null ? {} : { requestBody }, 'post');
  const answering = (responses: JsonObject): JsonObject => at('/t/', { responses });
  const asking = (...security: JsonObject[]): JsonObject => at('/t/', { security });

  it.each<[string, JsonObject, JsonObject, string[]]>([
    ['is new', { paths: {} }, at('/t/'), []],
    ['is gone', at('/t/'), { paths: {} }, ['operation-removed GET /t/']],
    ['has another name', at('/t/'), at('/t/', { operationId: 'all' }), ['operation-renamed GET /t/ list → all']],
    ['has another path', at('/t/'), at('/tasks/'), ['operation-moved GET /t/ now GET /tasks/']],
    ['has another method', at('/t/'), at('/t/', {}, 'put'), ['operation-moved GET /t/ now PUT /t/']],
    ['is deprecated', at('/t/'), at('/t/', { deprecated: true }), ['operation-deprecated GET /t/']],
    ['is written about', at('/t/'), at('/t/', { summary: 'x', description: 'y', tags: ['z'] }), []],
    [
      'renames a path parameter',
      at('/t/{id}/', { parameters: [parameter('id', { in: 'path' })] }),
      at('/t/{task}/', { parameters: [parameter('task', { in: 'path' })] }),
      ['path-parameter-renamed GET /t/{id}/ path.id id → task'],
    ],
    [
      'changes a path parameter',
      at('/t/{id}/', { parameters: [parameter('id', { in: 'path' })] }),
      at('/t/{id}/', { parameters: [parameter('id', { in: 'path', schema: whole() })] }),
      ['request-type-changed GET /t/{id}/ path.id string → integer'],
    ],
    ['gets a parameter', having(), having(parameter('q')), ['parameter-added GET /t/ query.q']],
    [
      'gets a required parameter',
      having(),
      having(parameter('q', { required: true })),
      ['parameter-added-required GET /t/ query.q'],
    ],
    ['loses a parameter', having(parameter('q')), having(), ['parameter-removed GET /t/ query.q']],
    [
      'requires a parameter',
      having(parameter('q')),
      having(parameter('q', { required: true })),
      ['parameter-became-required GET /t/ query.q'],
    ],
    [
      'frees a parameter',
      having(parameter('q', { required: true })),
      having(parameter('q')),
      ['parameter-became-optional GET /t/ query.q'],
    ],
    [
      'changes a parameter',
      having(parameter('q', { schema: list() })),
      having(parameter('q', { schema: list({ items: whole() }) })),
      ['request-type-changed GET /t/ query.q[] string → integer'],
    ],
    [
      'writes a parameter in another way',
      having(parameter('q', { schema: list() })),
      having(parameter('q', { schema: list(), explode: false })),
      ['parameter-style-changed GET /t/ query.q'],
    ],
    [
      'gets a header',
      having(),
      having(parameter('X-A', { in: 'header', required: true })),
      ['parameter-added-required GET /t/ headers.x-a'],
    ],
    [
      'needs a cookie that could be left out',
      having(parameter('sid', { in: 'cookie' })),
      having(parameter('sid', { in: 'cookie', required: true })),
      ['parameter-became-required GET /t/ cookies.sid'],
    ],
    ['gets a body', posting(null), posting(body(text())), ['request-body-added POST /t/ body']],
    [
      'gets a required body',
      posting(null),
      posting({ required: true, ...body(text()) }),
      ['request-body-added-required POST /t/ body'],
    ],
    ['loses its body', posting(body(text())), posting(null), ['request-body-removed POST /t/ body']],
    [
      'requires its body',
      posting(body(text())),
      posting({ required: true, ...body(text()) }),
      ['request-body-became-required POST /t/ body'],
    ],
    [
      'frees its body',
      posting({ required: true, ...body(text()) }),
      posting(body(text())),
      ['request-body-became-optional POST /t/ body'],
    ],
    [
      'changes its body',
      posting(body(object({ a: text() }))),
      posting(body(object({ a: whole() }))),
      ['request-type-changed POST /t/ body.a string → integer'],
    ],
    [
      'changes the media type of its body',
      posting(body(text())),
      posting({ content: { 'text/plain': { schema: text() } } }),
      ['request-media-type-changed POST /t/ body application/json → text/plain'],
    ],
    [
      'loses a status',
      answering({ '200': body(text()), '202': body(text()) }),
      answering({ '200': body(text()) }),
      ['response-status-removed GET /t/ 202'],
    ],
    [
      'loses the answer to all else',
      answering({ '200': body(text()), default: body(text()) }),
      answering({ '200': body(text()) }),
      ['response-status-removed GET /t/ default'],
    ],
    [
      'gets a status',
      answering({ '200': body(text()) }),
      answering({ '200': body(text()), '202': body(text()) }),
      ['response-status-added GET /t/ 202'],
    ],
    [
      'loses a failure',
      answering({ '200': body(text()), '404': body(text()) }),
      answering({ '200': body(text()) }),
      ['response-error-status-removed GET /t/ 404'],
    ],
    [
      'gets a failure',
      answering({ '200': body(text()) }),
      answering({ '200': body(text()), '4XX': body(text()) }),
      ['response-error-status-added GET /t/ 4XX'],
    ],
    [
      'answers nothing',
      answering({ '200': body(text()) }),
      answering({ '200': { description: '' } }),
      ['response-body-removed GET /t/ 200'],
    ],
    [
      'answers something',
      answering({ '200': { description: '' } }),
      answering({ '200': body(text()) }),
      ['response-body-added GET /t/ 200'],
    ],
    [
      'answers in another form',
      answering({ '200': body(text()) }),
      answering({ '200': { content: { 'text/plain': { schema: text() } } } }),
      ['response-media-type-changed GET /t/ 200 application/json → text/plain'],
    ],
    [
      'answers something else',
      answering({ '200': body(list()) }),
      answering({ '200': body(list({ items: whole() })) }),
      ['response-type-changed GET /t/ 200[] string → integer'],
    ],
    ['asks for credentials', asking(), asking({ bearer: [] }), ['security-tightened GET /t/ no credentials']],
    [
      'asks for another scope',
      asking({ oauth: ['read'] }),
      asking({ oauth: ['read', 'write'] }),
      ['security-tightened GET /t/ oauth and oauth:read'],
    ],
    [
      'asks for less',
      asking({ oauth: ['read', 'write'] }),
      asking({ oauth: ['read'] }),
      ['security-loosened GET /t/ oauth and oauth:read'],
    ],
    [
      'takes other credentials, too',
      asking({ bearer: [] }),
      asking({ bearer: [] }, { cookie: [] }),
      ['security-loosened GET /t/ cookie'],
    ],
    [
      'no longer takes one of two',
      asking({ bearer: [] }, { cookie: [] }),
      asking({ bearer: [] }),
      ['security-tightened GET /t/ cookie'],
    ],
  ])('%s', (_name, before, after, expected) => {
    expect(told(before, after)).toEqual(expected);
  });

  it('is told with others of the same schema, each of which it reaches', () => {
    const answer = (schema: JsonValue): JsonObject => ({ responses: { '200': body(schema) } });
    const task = { $ref: '#/components/schemas/Task' };
    const api = (due: JsonObject): JsonObject => ({
      paths: {
        '/a/': { get: answer(task) },
        '/b/': { get: answer({ type: 'array', items: { $ref: '#/components/schemas/Page' } }) },
        '/c/': { get: answer(text()), post: { requestBody: body(task), responses: {} } },
      },
      components: { schemas: { Task: object(due), Page: object({ results: { type: 'array', items: task } }) } },
    });
    expect(changes(api({ due: text() }), api({})).findings).toEqual([
      { rule: 'request-property-removed', level: 'breaking', place: 'Task.due', detail: '', uses: ['POST /c/'] },
      {
        rule: 'response-property-removed',
        level: 'breaking',
        place: 'Task.due',
        detail: '',
        uses: ['GET /a/', 'GET /b/'],
      },
    ]);
  });
});

describe('an event', () => {
  const sending = (webhooks: Record<string, JsonValue>): JsonObject => ({
    webhooks: Object.fromEntries(
      Object.entries(webhooks).map(([name, schema]) => [name, { post: { requestBody: body(schema) } }]),
    ),
  });
  const event = (types: string[], data: JsonObject): JsonObject =>
    object({ type: { enum: types }, data: object(data) }, { required: ['type'] });

  it.each<[string, JsonObject, JsonObject, string[]]>([
    ['is new', sending({}), sending({ made: event(['task.made'], {}) }), []],
    ['is gone', sending({ made: event(['task.made'], {}) }), sending({}), ['event-removed event made']],
    [
      'loses a field',
      sending({ made: event(['task.made'], { a: text() }) }),
      sending({ made: event(['task.made'], {}) }),
      ['response-property-removed event made.data.a'],
    ],
    [
      'goes by more',
      sending({ made: event(['a', 'b'], {}) }),
      sending({ made: event(['a', 'b', 'c'], {}) }),
      ['event-type-added event made c', 'response-enum-value-added event made.type "c"'],
    ],
    [
      'goes by less',
      sending({ made: event(['a', 'b', 'c'], {}) }),
      sending({ made: event(['a', 'b'], {}) }),
      ['event-type-removed event made c', 'response-enum-value-removed event made.type "c"'],
    ],
  ])('%s', (_name, before, after, expected) => {
    expect(told(before, after)).toEqual(expected);
  });
});

it('names what is new, changed and gone', () => {
  const api = (names: string[], schema: JsonValue): JsonObject => ({
    paths: Object.fromEntries(names.map((name) => [name, { get: { responses: { '200': body(schema) } } }])),
    components: { schemas: { [`S${names.length}`]: text() } },
  });
  const { added, changed, removed } = changes(api(['/a/', '/b/'], text()), api(['/b/'], whole()));
  expect({ added, changed, removed }).toEqual({
    added: { operations: [], schemas: ['S1'], events: [] },
    changed: { operations: ['GET /b/'], schemas: [], events: [] },
    removed: { operations: ['GET /a/'], schemas: ['S2'], events: [] },
  });
});

it.each<[string, JsonValue]>([
  ['numbers', 1],
  ['texts', 'x'],
  ['lists', [[]]],
  ['null', null],
  [
    'things within things',
    { properties: 1, required: {}, enum: 'x', oneOf: 3, allOf: null, by: 4, members: [], items: [] },
  ],
])('a manifest with %s in the place of its parts is compared without a fault', (_name, value) => {
  const damaged: Contract = {
    operations: new Map([
      ['GET /t/', { responses: { '200': value }, query: value, body: value, security: value, styles: value }],
    ]),
    schemas: new Map([['T', value]]),
    events: new Map([['made', { types: value, schema: value }]]),
  };
  const sound = contractOf({
    ...bothWays(object({ a: text() })),
    webhooks: { made: { post: { requestBody: body(object({ type: { const: 'x' } })) } } },
  });
  expect(compareContracts(damaged, sound).findings).toEqual(expect.any(Array));
  expect(compareContracts(sound, damaged).findings.length).toBeGreaterThan(0);
});

afterAll(() => {
  const missing = Object.keys(RULES).filter((rule) => !seen.has(rule as RuleId));
  // Every rule was reported by some case above; in a run of all of them.
  expect(missing).toEqual([]);
});
