import * as z from 'zod/mini';
import { describe, expect, it } from 'vitest';
import * as arrays from '../../runtime/arrays.ts';
import * as composition from '../../runtime/composition.ts';
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
  [
    'unique',
    z.array(z.unknown()).check(arrays.unique()),
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
    z.array(z.unknown()).check(arrays.contains(z.string(), 1, 2)),
    [['a'], [1, 'a', 'b']],
    [[], [1], ['a', 'b', 'c']],
  ],
  ['minProperties', z.looseObject({}).check(objects.minProperties(1)), [{ a: undefined }, { a: 1 }], [{}]],
  ['maxProperties', z.looseObject({}).check(objects.maxProperties(1)), [{}, { a: 1 }], [{ a: 1, b: 2 }]],
  [
    'propertyNames',
    z.looseObject({}).check(objects.propertyNames(z.string().check(z.maxLength(1)))),
    [{}, { a: 1 }],
    [{ ab: 1 }],
  ],
  [
    'patternProperties',
    z.looseObject({}).check(objects.patternProperties([[/^s/, z.string()]], ['a'], z.number())),
    [{ s1: 'x', a: null, n: 1 }],
    [{ s1: 1 }, { n: 'x' }],
  ],
  [
    'dependentRequired',
    z.looseObject({}).check(objects.dependentRequired('a', ['b'])),
    [{}, { b: 1 }, { a: 1, b: 2 }],
    [{ a: 1 }],
  ],
  [
    'dependentSchema',
    z.looseObject({}).check(objects.dependentSchema('a', named('b'))),
    [{}, { b: 1 }, { a: 1, b: 'x' }],
    [{ a: 1 }, { a: 1, b: 2 }],
  ],
  [
    'ownMembers',
    objects.ownMembers(
      [
        ['constructor', z.string(), true],
        ['toString', z.number(), false],
      ],
      z.boolean(),
    ),
    [{ constructor: 'x' }, { constructor: 'x', toString: 1, rest: true }],
    [{}, { constructor: 1 }, { constructor: 'x', toString: 'y' }, { constructor: 'x', rest: 1 }, [], null, 'x'],
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
    const members = z.looseObject({}).check(objects.propertyNames(z.string().check(z.maxLength(1))));
    expect(members.safeParse({ long: 1 }).error?.issues[0]?.path).toEqual(['long']);
  });
});
