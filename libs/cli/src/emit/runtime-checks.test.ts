import * as z from 'zod/mini';
import { describe, expect, it } from 'vitest';
import * as arrays from '../../runtime/arrays.ts';
import * as composition from '../../runtime/composition.ts';
import * as items from '../../runtime/items.ts';
import * as members from '../../runtime/members.ts';
import * as numbers from '../../runtime/numbers.ts';
import * as objects from '../../runtime/objects.ts';
import * as values from '../../runtime/values.ts';

const named = (name: string) => z.looseObject({ [name]: z.string() });

const CASES: [string, z.ZodMiniType, unknown[], unknown[]][] = [
  ['integer', z.number().check(numbers.integer()), [1, -0, 1.0, 1e300, 2 ** 60], [1.5, 1e-9]],
  ['multipleOf', z.number().check(numbers.multipleOf(0.01)), [4.35, 0.07, -1.1, 0, 1e300], [0.001, 4.355]],
  ['multipleOf of a tiny step', z.number().check(numbers.multipleOf(1e-8)), [12391239123, 0.00000001], [1e-9]],
  [
    'constant',
    values.constant({ a: [1, null], b: 'x' }),
    [{ b: 'x', a: [1, null] }],
    [{ a: [1, null] }, { a: [null, 1], b: 'x' }, { a: [1, null], b: 'x', c: 1 }, null, []],
  ],
  ['of', arrays.of(z.nullable(z.string())), [[], ['a', null]], [['a', 1], [[]], {}, null, 'x']],
  [
    'unique',
    z.array(z.unknown()).check(items.unique()),
    [[], [1, '1', true], [{ a: 1 }, { a: 2 }], [[1], [2]]],
    [
      [1, 1],
      [
        { a: 1, b: 2 },
        { b: 2, a: 1 },
      ],
      [null, null],
      [[1], [1]],
    ],
  ],
  [
    'contains',
    z.array(z.unknown()).check(items.contains(z.string(), 1, 2)),
    [['a'], [1, 'a', 'b']],
    [[], [1], ['a', 'b', 'c']],
  ],
  ['minProperties', z.looseObject({}).check(members.minProperties(1)), [{ a: undefined }, { a: 1 }], [{}]],
  ['maxProperties', z.looseObject({}).check(members.maxProperties(1)), [{}, { a: 1 }], [{ a: 1, b: 2 }]],
  [
    'propertyNames',
    z.looseObject({}).check(members.propertyNames(z.string().check(z.maxLength(1)))),
    [{}, { a: 1 }],
    [{ ab: 1 }],
  ],
  [
    'patternProperties',
    z.looseObject({}).check(members.patternProperties([[/^s/, z.string()]], ['a'], z.number())),
    [{ s1: 'x', a: null, n: 1 }],
    [{ s1: 1 }, { n: 'x' }],
  ],
  [
    'dependentRequired',
    z.looseObject({}).check(members.dependentRequired('a', ['b'])),
    [{}, { b: 1 }, { a: 1, b: 2 }],
    [{ a: 1 }],
  ],
  [
    'dependentSchema',
    z.looseObject({}).check(members.dependentSchema('a', named('b'))),
    [{}, { b: 1 }, { a: 1, b: 'x' }],
    [{ a: 1 }, { a: 1, b: 2 }],
  ],
  [
    'open',
    objects.open({ a: z.string(), b: z.optional(z.number()), ['__proto__']: z.optional(z.number()) }),
    [{ a: 'x' }, { a: 'x', b: 1, rest: null }, { a: 'x', constructor: 1 }, JSON.parse('{"a":"x","__proto__":1}')],
    [{}, { a: 1 }, { a: 'x', b: 'y' }, JSON.parse('{"a":"x","__proto__":"y"}'), [], null, 'x'],
  ],
  [
    'open with names that every object inherits',
    objects.open({ constructor: z.unknown(), toString: z.optional(z.number()) }, z.boolean()),
    [{ constructor: 'x' }, { constructor: 'x', toString: 1, rest: true }],
    [{}, { constructor: 'x', toString: 'y' }, { constructor: 'x', rest: 1 }, { constructor: 'x', valueOf: 1 }],
  ],
  [
    'closed',
    objects.closed({ a: z.optional(z.string()) }),
    [{}, { a: 'x' }],
    [{ a: 1 }, { b: 1 }, { constructor: 1 }, JSON.parse('{"__proto__":1}'), []],
  ],
  ['both', composition.both(named('a'), named('b')), [{ a: 'x', b: 'y' }], [{ a: 'x' }, { b: 'y' }, 'x']],
  [
    'both with a closed object',
    composition.both(named('a'), z.strictObject({ b: z.optional(z.string()) })),
    [],
    [{ a: 'x' }, { a: 'x', b: 'y' }],
  ],
  ['not', z.unknown().check(composition.not(z.string())), [1, null], ['x']],
  [
    'conditional',
    z.unknown().check(composition.conditional(z.string(), z.literal('a'), z.literal(1))),
    ['a', 1],
    ['b', 2],
  ],
  [
    'byTag',
    composition.byTag('t', [
      ['a', named('x')],
      ['b', named('y')],
    ]),
    [{ t: 'a', x: '1' }, { t: 'b', y: '1' }, { y: '1' }],
    [{ t: 'a', y: '1' }, { t: 'c', x: '1' }, { t: 1, x: '1' }, { x: '1', y: '1' }, {}, [], null],
  ],
];

describe.each(CASES)('the check %s', (_name, schema, valid, invalid) => {
  it('accepts what it should and gives it back', () => {
    for (const value of valid) expect(schema.safeParse(value)).toEqual({ success: true, data: value });
  });

  it('refuses the rest', () => {
    for (const value of invalid) expect(schema.safeParse(value).success).toBe(false);
  });
});

describe('issues', () => {
  it('name the member that they are about', () => {
    const schema = composition.both(z.looseObject({}), z.looseObject({ inner: z.looseObject({ deep: z.string() }) }));
    expect(schema.safeParse({ inner: { deep: 1 } }).error?.issues).toMatchObject([
      { code: 'invalid_type', path: ['inner', 'deep'] },
    ]);
    const tagged = composition.byTag('t', [['a', named('x')]]);
    expect(tagged.safeParse({ t: 'b' }).error?.issues).toMatchObject([
      { code: 'invalid_value', path: ['t'], values: ['a'] },
    ]);
    const short = z.looseObject({}).check(members.propertyNames(z.string().check(z.maxLength(1))));
    expect(short.safeParse({ long: 1 }).error?.issues[0]?.path).toEqual(['long']);
  });

  it('of members and items stand under their places, each of them', () => {
    const schema = objects.open(
      { list: arrays.of(objects.closed({ a: z.string() })), b: z.optional(z.null()) },
      z.number(),
    );
    expect(schema.safeParse({ list: [{ a: 'x' }, { a: 1 }, { c: 1 }], b: 1, c: 'x' }).error?.issues).toMatchObject([
      { code: 'invalid_type', path: ['list', 1, 'a'] },
      { code: 'invalid_type', path: ['list', 2, 'a'] },
      { code: 'unrecognized_keys', path: ['list', 2], keys: ['c'] },
      { code: 'invalid_type', path: ['b'] },
      { code: 'invalid_type', path: ['c'] },
    ]);
  });
});

describe('objects and arrays', () => {
  const schema = objects.open({ list: arrays.of(objects.open({ a: z.string() })) });

  it('are given back as they came, not as copies', () => {
    const value = Object.freeze({ list: Object.freeze([Object.freeze({ a: 'x', more: 1 })]) });
    expect(schema.parse(value)).toBe(value);
  });

  it('can be read by what reads schemas of zod', () => {
    expect(z.toJSONSchema(schema)).toMatchObject({
      type: 'object',
      properties: { list: { type: 'array', items: { type: 'object', properties: { a: { type: 'string' } } } } },
      required: ['list'],
    });
  });
});
