import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { JsonObject, JsonValue } from '../document/json.ts';
import { joinPointer } from '../document/json-pointer.ts';
import { generate } from '../generate.ts';
import { buildModel } from '../model/contract-model.ts';
import { loadGenerated } from '../testing/load-generated.ts';
import { documentOf } from '../testing/test-document.ts';
import { contractPath } from './contract-path.ts';
import { SchemaNames } from './naming.ts';

/** Names as documents have them, and as nobody should. */
const name = fc.oneof(
  fc.constantFrom(
    ...[
      'Task',
      'task',
      'TASK',
      'Task_2',
      'Task2',
      'TaskSchema',
      'TaskRequest',
      'TaskValues',
      'Tâche',
      '任务',
      '2fa',
      '-',
    ],
    ...[
      'class',
      'default',
      'delete',
      'Schema',
      'z',
      'schemas',
      'contracts',
      'api',
      'constructor',
      '__proto__',
      'toString',
    ],
    ...['a.b-c d', "it's", '`${x}`', '*/', 'a/b~c', 'AnyEvent', 'ErrorCode', 'Object', 'Promise', 'undefined'],
  ),
  fc.string({ maxLength: 6, unit: 'binary' }),
);
const names = fc.uniqueArray(name, { minLength: 1, maxLength: 8 });

/** Objects that refer to each other, through members, lists and unions, in circles too; and enumerations. */
const schemas: fc.Arbitrary<[string, JsonValue][]> = names.chain((all) => {
  const reference = fc
    .constantFrom(...all)
    .map((target): JsonObject => ({ $ref: `#/components/schemas/${encodeURIComponent(escaped(target))}` }));
  const member = fc.oneof(
    fc.constant<JsonObject>({ type: 'string' }),
    reference,
    reference.map((items): JsonObject => ({ type: 'array', items })),
    reference.map((one): JsonObject => ({ anyOf: [one, { type: 'null' }] })),
    fc.boolean().map((readOnly): JsonObject => ({ type: 'integer', readOnly })),
  );
  const object = fc
    .uniqueArray(fc.tuple(name, member), { maxLength: 4, selector: ([key]) => key })
    .map((members): JsonObject => ({ type: 'object', properties: objectOf(members) }));
  const values = fc.uniqueArray(name, { minLength: 2, maxLength: 4 }).map((list): JsonObject => ({ enum: list }));
  return fc.tuple(...all.map((own) => fc.tuple(fc.constant(own), fc.oneof({ weight: 3, arbitrary: object }, values))));
});

const operations: fc.Arbitrary<[string, JsonValue][]> = fc
  .uniqueArray(fc.tuple(name, name, name), { maxLength: 4, selector: ([path]) => path })
  .map((rows) =>
    rows.map(([path, operationId, tag]) => [
      `/${path}`,
      { post: { operationId, tags: [tag], description: tag, responses: { '204': { description: '' } } } },
    ]),
  );

function escaped(text: string): string {
  return text.replaceAll('~', '~0').replaceAll('/', '~1');
}

/** An own member whatever its name. */
function objectOf(entries: readonly (readonly [string, JsonValue])[]): JsonObject {
  return Object.fromEntries(entries);
}

function generated(components: [string, JsonValue][], paths: [string, JsonValue][]): ReadonlyMap<string, string> {
  return generate(documentOf(objectOf(components), '3.1.0', { paths: objectOf(paths) }), { importExtension: '.ts' })
    .files;
}

describe('what is emitted', { timeout: 120_000 }, () => {
  it('is the same to the byte whatever the order of the document', () => {
    fc.assert(
      fc.property(schemas, operations, fc.infiniteStream(fc.nat()), (components, paths, order) => {
        const shuffled = <T>(list: T[]): T[] =>
          list
            .map((item) => ({ item, rank: Number(order.next().value) }))
            .sort((a, b) => a.rank - b.rank)
            .map(({ item }) => item);
        expect([...generated(shuffled(components), shuffled(paths))]).toEqual([...generated(components, paths)]);
      }),
      { numRuns: 300 },
    );
  });

  it('declares every name once, and nothing that a file system or `index.ts` would confuse', () => {
    fc.assert(
      fc.property(schemas, operations, (components, paths) => {
        const files = generated(components, paths);
        const declared = [...files.values()].flatMap((text) =>
          [...text.matchAll(/^export (?:interface|type|const) ([^\s:=<]+)/gm)].map(([, found]) => String(found)),
        );
        const own = declared.filter((found) => !OF_THE_RUNTIME.test(found));
        expect(own.length).toBe(new Set(own).size);
        expect(files.size).toBe(new Set([...files.keys()].map((path) => path.toLowerCase())).size);
        for (const path of files.keys())
          expect(path).toMatch(/^(?:operations\/|runtime\/)?[\p{L}\p{M}\p{N}.-]+\.(?:ts|json)$/u);
      }),
      { numRuns: 300 },
    );
  });

  it('loads, and has a working schema for every component, whatever it is called and whatever refers to it', async () => {
    await fc.assert(
      fc.asyncProperty(schemas, operations, async (components, paths) => {
        const document = documentOf(objectOf(components), '3.1.0', { paths: objectOf(paths) });
        const module = await loadGenerated(generate(document, { importExtension: '.ts' }).files);
        const model = buildModel(document, {});
        const stems = new SchemaNames(model);
        for (const [own, schema] of components) {
          const pointer = joinPointer('#/components/schemas', own);
          const [direction = 'response'] = model.forms.formsOf(pointer);
          const parser = module[`${stems.stem(pointer, direction)}Schema`] as {
            safeParse: (value: unknown) => { success: boolean };
          };
          const listed = (schema as { enum?: string[] }).enum;
          const valid: unknown = listed === undefined ? {} : listed.at(-1);
          expect([parser.safeParse(valid).success, parser.safeParse(7).success]).toEqual([true, false]);
        }
        const contracts = Object.values(module['contracts'] as Record<string, Record<string, { path: string }>>);
        const loaded = contracts.flatMap((router) => Object.values(router)).map(({ path }) => path);
        expect(loaded.sort()).toEqual(paths.map(([path]) => contractPath(path)).sort());
      }),
      { numRuns: 40 },
    );
  });
});

/** The run-time modules are imported under a name, so what they export may be called alike. */
const OF_THE_RUNTIME = /^[a-z]/;
