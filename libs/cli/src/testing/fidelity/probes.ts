import {
  type JsonObject,
  type JsonValue,
  isJsonObject,
  member,
  numberMember,
  objectMember,
  stringMember,
} from '../../document/json.ts';
import { type Alternative, alternativesOf, listOf } from './alternatives.ts';
import { FORMAT_SAMPLES } from './format-samples.ts';
import {
  type Sample,
  type SampleObject,
  type Samples,
  UNKNOWN_NAME,
  lengthOf,
  likelyType,
  listedValues,
  matchingTexts,
  namesOf,
  requiredNames,
  setMember,
} from './samples.ts';

/** What every object inherits, and no document names. */
const INHERITED_NAME = 'isPrototypeOf';

/** One value of every type, for places that should refuse most of them. */
const FOREIGN: readonly JsonValue[] = [null, true, 0, 1.5, '', 'a', [], {}];
const MORE_FOREIGN: readonly JsonValue[] = [false, -1, 2 ** 31, 1e300, '1', '😀', [null], { a: null }];

/**
 * Values near to what a schema says: for each way through its unions a likely one, and from there one change at one place. A member
 * that refers to a component gets fewer changes, since the component itself is probed as well. Nothing here knows which of the
 * values are valid; a referee tells.
 */
export class Probes {
  readonly #samples: Samples;

  constructor(samples: Samples) {
    this.#samples = samples;
  }

  *of(schema: JsonValue): Generator<Sample> {
    yield* FOREIGN;
    yield* MORE_FOREIGN;
    const alternatives = alternativesOf(schema, this.#samples.document);
    for (const [index, parts] of alternatives.entries()) yield* this.#around(parts, 0, index === 0);
    // What must not be, and names that only conditions mention.
    for (const part of alternatives[0] ?? []) {
      const not = member(part, 'not');
      if (not !== undefined) yield* this.#light(not, 1);
    }
  }

  *#variants(schema: JsonValue, depth: number): Generator<Sample> {
    yield* FOREIGN;
    if (depth > 5) return;
    if (isReference(schema)) {
      yield* this.#light(schema, depth);
      return;
    }
    for (const [index, parts] of alternativesOf(schema, this.#samples.document).entries())
      yield* this.#around(parts, depth, index === 0);
  }

  /** A valid value for each alternative, and the most telling change of each. */
  *#light(schema: JsonValue, depth: number): Generator<Sample> {
    for (const parts of alternativesOf(schema, this.#samples.document)) {
      const listed = listedValues(parts);
      yield* listed ?? [];
      const sample = this.#samples.ofParts(parts, depth + 1, 'required');
      yield sample;
      if (!isSampleObject(sample)) continue;
      const [first] = requiredNames(parts);
      if (first !== undefined) yield without(sample, first);
      if (listed === null) yield withMember(sample, UNKNOWN_NAME, 'a');
    }
  }

  /** @param isFirst the alternatives after the first differ from it in one branch, so a change of what all share says nothing new */
  *#around(parts: Alternative, depth: number, isFirst: boolean): Generator<Sample> {
    for (const part of parts) {
      yield* scalars(part);
      if (stringMember(part, 'format') === 'binary') yield* this.#samples.files();
    }
    yield this.#samples.ofParts(parts, depth, 'all');
    yield this.#samples.ofParts(parts, depth, 'required');
    const type = likelyType(parts);
    if (type === 'object' || parts.some((part) => Object.hasOwn(part, 'properties')))
      yield* this.#objects(parts, depth, isFirst);
    if (type === 'array' || parts.some((part) => Object.hasOwn(part, 'items'))) yield* this.#arrays(parts, depth);
  }

  *#objects(parts: Alternative, depth: number, isFirst: boolean): Generator<Sample> {
    const [full, small] = (['all', 'required'] as const).map((extent) => this.#samples.ofParts(parts, depth, extent));
    if (!isSampleObject(full) || !isSampleObject(small)) return;
    for (const name of namesOf(parts)) {
      const schema = this.#samples.memberSchema(parts, name);
      yield without(full, name);
      yield without(small, name);
      yield withMember(small, name, this.#samples.of(schema, depth + 1));
      for (const value of isFirst || depth === 0 ? this.#variants(schema, depth + 1) : FOREIGN)
        yield withMember(full, name, value);
    }
    const extra = this.#samples.memberSchema(parts, UNKNOWN_NAME);
    for (const value of [...FOREIGN, ...(depth < 2 ? this.#variants(extra, depth + 2) : [])])
      yield withMember(small, UNKNOWN_NAME, value);
    yield withMember(full, UNKNOWN_NAME, this.#samples.of(extra, depth + 1));
    // ajv takes such a member for evaluated, which the document does not say.
    if (!parts.some((part) => Object.hasOwn(part, 'unevaluatedProperties')))
      yield withMember(full, INHERITED_NAME, this.#samples.of(extra, depth + 1));
    yield* this.#patternMembers(parts, small, depth);
    for (const keyword of ['minProperties', 'maxProperties']) {
      for (const part of parts) {
        const limit = numberMember(part, keyword);
        for (const count of limit === null ? [] : [limit - 1, limit, limit + 1])
          yield Object.fromEntries(
            Array.from({ length: Math.max(0, count) }, (_, index) => [
              `${UNKNOWN_NAME}${index}`,
              this.#samples.of(extra, depth + 1),
            ]),
          );
      }
    }
  }

  *#patternMembers(parts: Alternative, base: SampleObject, depth: number): Generator<Sample> {
    for (const part of parts) {
      for (const [source, schema] of Object.entries(objectMember(part, 'patternProperties'))) {
        for (const name of matchingTexts(source).slice(0, 2)) {
          yield withMember(base, name, this.#samples.of(schema, depth + 1));
          for (const value of this.#variants(schema, depth + 1)) yield withMember(base, name, value);
        }
      }
      const names = member(part, 'propertyNames');
      const extra = this.#samples.memberSchema(parts, UNKNOWN_NAME);
      for (const name of names === undefined ? [] : this.#variants(names, depth + 1))
        if (typeof name === 'string') yield withMember(base, name, this.#samples.of(extra, depth + 1));
    }
  }

  *#arrays(parts: Alternative, depth: number): Generator<Sample> {
    const base = this.#samples.ofParts(parts, depth, 'all');
    if (!Array.isArray(base)) return;
    const prefix = Math.max(0, ...parts.map((part) => listOf(part, 'prefixItems').length));
    const longer = Array.from(
      { length: Math.max(base.length, prefix) },
      (_, index) => base[index] ?? this.#samples.of(this.#samples.itemSchema(parts, index), depth + 1),
    );
    for (let length = 0; length <= longer.length; length += 1) yield longer.slice(0, length);
    yield [...longer].reverse();
    for (let index = 0; index <= prefix; index += 1) {
      const schema = this.#samples.itemSchema(parts, index);
      for (const value of this.#variants(schema, depth + 1)) yield longer.toSpliced(index, 1, value);
    }
    const next = this.#samples.itemSchema(parts, longer.length);
    for (const value of [...FOREIGN, this.#samples.of(next, depth + 1)]) yield [...longer, value];
    yield* this.#counts(parts, longer, depth);
    for (const part of parts) {
      const contains = member(part, 'contains');
      if (contains === undefined) continue;
      const found = this.#samples.of(contains, depth + 1);
      for (let count = 0; count <= (numberMember(part, 'maxContains') ?? 1) + 1; count += 1)
        yield [...Array.from({ length: count }, () => found), ...FOREIGN.slice(0, 2)];
    }
    if (parts.some((part) => member(part, 'uniqueItems') === true))
      yield* [
        [...longer, ...longer],
        [
          { a: 1, b: 2 },
          { b: 2, a: 1 },
        ],
        [[1], [1]],
        [1, true],
        ['1', 1],
        [{ a: 1 }, { a: 2 }],
      ];
  }

  *#counts(parts: Alternative, base: Sample[], depth: number): Generator<Sample> {
    for (const part of parts) {
      for (const keyword of ['minItems', 'maxItems']) {
        const limit = numberMember(part, keyword);
        for (const count of limit === null || limit > 2000 ? [] : [limit - 1, limit, limit + 1])
          yield Array.from(
            { length: Math.max(0, count) },
            (_, index) => base[index] ?? this.#samples.of(this.#samples.itemSchema(parts, index), depth + 1),
          );
      }
    }
  }
}

function isReference(schema: JsonValue): boolean {
  if (!isJsonObject(schema)) return false;
  if (Object.hasOwn(schema, '$ref')) return true;
  // The way drf-spectacular writes a reference with words beside it.
  const [only, ...others] = listOf(schema, 'allOf');
  return only !== undefined && others.length === 0 && isReference(only) && !Object.hasOwn(schema, 'properties');
}

function isSampleObject(value: Sample | undefined): value is SampleObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Blob);
}

function withMember(object: SampleObject, name: string, value: Sample): SampleObject {
  const result = { ...object };
  setMember(result, name, value);
  return result;
}

function without(object: SampleObject, name: string): SampleObject {
  return Object.fromEntries(Object.entries(object).filter(([key]) => key !== name));
}

/** Values at and beside each limit that one schema object names. */
function* scalars(part: JsonObject): Generator<Sample> {
  const constant = member(part, 'const');
  for (const value of [
    ...listOf(part, 'enum'),
    ...listOf(part, 'examples'),
    ...(constant === undefined ? [] : [constant]),
  ]) {
    yield value;
    if (typeof value === 'string') yield* [value.toUpperCase(), value.toLowerCase(), `${value} `, value.slice(1)];
    if (typeof value === 'number') yield* [value + 1, String(value)];
  }
  for (const keyword of ['minLength', 'maxLength']) {
    const length = numberMember(part, keyword);
    for (const size of length === null ? [] : [length - 1, length, length + 1])
      if (size >= 0 && size < 100_000) yield* ['a'.repeat(size), '😀'.repeat(size), '1'.repeat(size)];
  }
  for (const keyword of ['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'multipleOf']) {
    const limit = numberMember(part, keyword);
    if (limit !== null) yield* [limit, limit - 1, limit + 1, limit - 0.5, limit + 0.5, limit * 3, limit * 1.5];
  }
  const format = stringMember(part, 'format');
  if (format !== null) yield* FORMAT_SAMPLES[format] ?? [];
  if (format === 'int32') yield* [2 ** 31 - 1, 2 ** 31, -(2 ** 31), -(2 ** 31) - 1];
  const pattern = stringMember(part, 'pattern');
  for (const text of pattern === null ? [] : matchingTexts(pattern).slice(0, 6))
    yield* [text, `${text}~`, ` ${text}`, `${text}\n`, text.slice(1), text.slice(0, lengthOf(text) - 1)];
}
