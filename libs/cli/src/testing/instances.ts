import {
  type JsonObject,
  type JsonValue,
  isJsonObject,
  member,
  numberMember,
  objectMember,
  stringMember,
} from '../document/json.ts';
import { type OpenApiDocument, isLocalReference } from '../document/open-api-document.ts';

/** Values of every type, for places that should refuse most of them. */
const FOREIGN: JsonValue[] = [
  null,
  true,
  false,
  0,
  1,
  -1,
  1.5,
  2 ** 31,
  1e300,
  '',
  'a',
  'ab',
  '1',
  '😀',
  [],
  [null],
  {},
  { a: null },
];

/** Right and nearly right texts of each format. ajv-formats and the RFCs agree on all of these. */
const FORMAT_SAMPLES: Readonly<Record<string, string[]>> = {
  uuid: [
    '0191f3a2-7c1e-7b4e-9d3a-1f2e3d4c5b6a',
    '00000000-0000-0000-0000-000000000000',
    '0191f3a2-7c1e-7b4e-9d3a-1f2e3d4c5b6',
    '0191f3a27c1e7b4e9d3a1f2e3d4c5b6a',
  ],
  'date-time': [
    '2024-02-29T23:59:59Z',
    '2023-02-29T00:00:00Z',
    '2024-01-01T00:00:00.123456+05:30',
    '2024-01-01T00:00:00',
    '2024-01-01',
    '2024-01-01T24:00:00Z',
    '2024-01-01T00:00Z',
    '2016-12-31T23:59:60Z',
  ],
  date: ['2024-02-29', '2023-02-29', '2024-13-01', '2024-1-1', '2024-01-01T00:00:00Z'],
  time: ['12:00:00Z', '12:00:00.5+01:00', '12:00:00', '25:00:00Z', '12:60:00Z'],
  duration: ['P1D', 'PT1H30M', 'P', 'P1W', '1D', 'PT'],
  email: ['a@example.org', 'a.b+c@example.co.uk', 'a', 'a@', '@example.org', 'a b@example.org', 'a..b@example.org'],
  ipv4: ['127.0.0.1', '256.0.0.1', '1.2.3', '01.2.3.4'],
  ipv6: ['::1', '2001:db8::1', '::ffff:192.0.2.1', '1:2:3:4:5:6:7', '::1::', 'g::'],
  uri: ['https://example.org/a?b#c', 'mailto:a@example.org', '/relative', 'http://a b', 'example'],
  hostname: ['example.org', '-a.org', 'a_b.org', 'localhost'],
  byte: ['aGk=', 'aGk', '', '????'],
  decimal: ['1.50', '-1', '.5', '1e3', '-', 'x'],
};

/** A name that no test document uses. */
const UNKNOWN_NAME = 'zzz';

/**
 * Values near to what a schema says: boundaries, each member missing, null, foreign, unknown members, other cases. Nothing here knows which
 * of them are valid; a referee tells.
 */
export class Instances {
  readonly #document: OpenApiDocument;

  constructor(document: OpenApiDocument) {
    this.#document = document;
  }

  of(schema: JsonValue, depth = 0): JsonValue[] {
    const parts = this.#partsOf(schema);
    const values: JsonValue[] = depth > 1 ? [null, 'a', 1, {}] : [...FOREIGN];
    for (const part of parts) values.push(...scalars(part), ...(depth > 2 ? [] : this.#arrays(part, depth)));
    if (depth <= 2) values.push(...this.#objects(parts, depth));
    return unique(values);
  }

  /** The schema and all that it is put together from, references followed. */
  #partsOf(schema: JsonValue, seen = new Set<JsonValue>()): JsonObject[] {
    if (!isJsonObject(schema) || seen.has(schema)) return [];
    seen.add(schema);
    const inner: JsonValue[] = [];
    const reference = member(schema, '$ref');
    if (typeof reference === 'string' && isLocalReference(reference)) inner.push(this.#document.at(reference) ?? true);
    for (const keyword of ['allOf', 'anyOf', 'oneOf']) {
      const list = member(schema, keyword);
      if (Array.isArray(list)) inner.push(...list);
    }
    for (const keyword of ['not', 'if', 'then', 'else']) inner.push(member(schema, keyword) ?? true);
    inner.push(...Object.values(objectMember(schema, 'dependentSchemas')));
    return [schema, ...inner.flatMap((part) => this.#partsOf(part, seen))];
  }

  #arrays(part: JsonObject, depth: number): JsonValue[] {
    const items = this.of(member(part, 'items') ?? member(part, 'contains') ?? true, depth + 2);
    const prefix = member(part, 'prefixItems');
    const first = items.find((item) => typeof item === 'number') ?? items[0] ?? null;
    const result: JsonValue[] = items.map((item) => [item]);
    for (const length of [1, 2, 3, 4])
      result.push(
        Array.from({ length }, () => first),
        ['a', 'b', 'c', 'd'].slice(0, length),
        [1, 'a', 'b', 'c', 2].slice(0, length),
      );
    result.push(
      [
        { a: 1, b: 2 },
        { b: 2, a: 1 },
      ],
      [[1], [1]],
      [1, true],
      ['1', 1],
    );
    if (Array.isArray(prefix)) result.push(['a', 1], [1, 'a'], ['a'], ['a', 1, true], ['a', 1, 2]);
    return result;
  }

  #objects(parts: JsonObject[], depth: number): JsonValue[] {
    const properties = new Map<string, JsonValue>();
    const required = new Set<string>();
    for (const part of parts) {
      for (const [name, value] of Object.entries(objectMember(part, 'properties'))) properties.set(name, value);
      for (const name of namesIn(part)) if (!properties.has(name)) properties.set(name, true);
      const names = member(part, 'required');
      if (Array.isArray(names)) for (const name of names) if (typeof name === 'string') required.add(name);
    }
    const samples = new Map([...properties].map(([name, value]) => [name, this.of(value, depth + 1)]));
    const bases = this.#bases(parts, samples, required);
    const additional =
      parts.map((part) => member(part, 'additionalProperties')).find((value) => value !== undefined) ?? true;
    const result: JsonValue[] = [...bases];
    for (const base of bases) {
      for (const [name, values] of samples) {
        result.push(without(base, name));
        for (const value of values) result.push(withMember(base, name, value));
      }
      for (const value of this.of(additional, depth + 2)) result.push(withMember(base, UNKNOWN_NAME, value));
      for (const name of ['s_x', 'x_n', 's_n'])
        result.push(withMember(base, name, 'abc'), withMember(base, name, 1), withMember(base, name, 'a'));
    }
    return result;
  }

  /** One object for each way to choose a value that looks right for every member: all of them, and the required ones alone. */
  #bases(parts: JsonObject[], samples: Map<string, JsonValue[]>, required: Set<string>): JsonObject[] {
    const likely = new Map([...samples].map(([name, values]) => [name, this.#likely(parts, name, values)]));
    const full = Object.fromEntries(likely);
    const small = Object.fromEntries([...likely].filter(([name]) => required.has(name)));
    return [full, small];
  }

  #likely(parts: JsonObject[], name: string, values: JsonValue[]): JsonValue {
    for (const part of parts) {
      const schema = member(objectMember(part, 'properties'), name);
      for (const inner of schema === undefined ? [] : this.#partsOf(schema)) {
        const value = likelyValue(inner);
        if (value !== undefined) return value;
        if (stringMember(inner, 'type') === 'object')
          return (
            values
              .filter((candidate) => isJsonObject(candidate))
              .sort((a, b) => Object.keys(b).length - Object.keys(a).length)[0] ?? {}
          );
      }
    }
    return values[0] ?? null;
  }
}

function likelyValue(schema: JsonObject): JsonValue | undefined {
  const listed = member(schema, 'enum');
  const constant = member(schema, 'const');
  if (constant !== undefined) return constant;
  if (Array.isArray(listed)) return listed[0];
  const examples = member(schema, 'examples');
  if (Array.isArray(examples)) return examples[0];
  const format = stringMember(schema, 'format');
  const sample = format === null ? undefined : FORMAT_SAMPLES[format]?.[0];
  if (sample !== undefined) return sample;
  const type = member(schema, 'type');
  const first = Array.isArray(type) ? type[0] : type;
  if (first === 'string') return 'a'.repeat(Math.max(1, numberMember(schema, 'minLength') ?? 1));
  if (first === 'integer' || first === 'number') return numberMember(schema, 'minimum') ?? 1;
  if (first === 'boolean') return true;
  return first === 'array' ? [] : undefined;
}

function scalars(schema: JsonObject): JsonValue[] {
  const values: JsonValue[] = [];
  for (const keyword of ['enum', 'examples']) {
    const list = member(schema, keyword);
    if (Array.isArray(list))
      for (const value of list)
        values.push(value, ...(typeof value === 'string' ? [value.toUpperCase(), `${value} `] : []));
  }
  const constant = member(schema, 'const');
  if (constant !== undefined) values.push(constant);
  for (const keyword of ['minLength', 'maxLength']) {
    const length = numberMember(schema, keyword);
    if (length === null) continue;
    for (const size of [length - 1, length, length + 1].filter((count) => count >= 0 && count < 5000))
      values.push('a'.repeat(size), '😀'.repeat(size));
  }
  for (const keyword of ['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'multipleOf']) {
    const limit = numberMember(schema, keyword);
    if (limit !== null) values.push(limit, limit - 1, limit + 1, limit - 0.5, limit + 0.5, limit * 3);
  }
  const format = stringMember(schema, 'format');
  if (format !== null) values.push(...(FORMAT_SAMPLES[format] ?? []));
  if (format === 'int32') values.push(2 ** 31 - 1, -(2 ** 31), -(2 ** 31) - 1);
  return values;
}

/** Names that keywords other than `properties` mention. */
function namesIn(schema: JsonObject): string[] {
  const required = member(schema, 'required');
  const dependent = objectMember(schema, 'dependentRequired');
  return [
    ...(Array.isArray(required) ? required.filter((name) => typeof name === 'string') : []),
    ...Object.keys(dependent),
    ...Object.values(dependent).flatMap((names) =>
      Array.isArray(names) ? names.filter((name) => typeof name === 'string') : [],
    ),
    ...Object.keys(objectMember(schema, 'dependentSchemas')),
  ];
}

function withMember(object: JsonObject, name: string, value: JsonValue): JsonObject {
  return Object.fromEntries([...Object.entries(object), [name, value]]);
}

function without(object: JsonObject, name: string): JsonObject {
  return Object.fromEntries(Object.entries(object).filter(([key]) => key !== name));
}

function unique(values: JsonValue[]): JsonValue[] {
  return [...new Map(values.map((value) => [JSON.stringify(value), value])).values()];
}
