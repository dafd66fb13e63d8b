import fc from 'fast-check';
import { type JsonValue, isJsonObject, member, numberMember, objectMember, stringMember } from '../../document/json.ts';
import type { OpenApiDocument } from '../../document/open-api-document.ts';
import { parsePattern } from '../../model/pattern.ts';
import { type Alternative, alternativesOf, listOf } from './alternatives.ts';
import { FORMAT_SAMPLES } from './format-samples.ts';

/** A JSON value, or one with the content of files in it. */
export type Sample = JsonValue | Blob | Sample[] | { [name: string]: Sample };
export type SampleObject = Record<string, Sample>;

/** A name that no test document uses. */
export const UNKNOWN_NAME = 'zzz';
const DEEPEST = 7;

/** Makes values that should satisfy a schema. Whether they do, the referee tells. */
export class Samples {
  readonly document: OpenApiDocument;
  /** Whether `format: binary` is the content of a file here, or text. */
  readonly #filesAsBlobs: boolean;

  constructor(document: OpenApiDocument, filesAsBlobs: boolean) {
    this.document = document;
    this.#filesAsBlobs = filesAsBlobs;
  }

  /** Both forms that a file's content can have here. */
  files(): Sample[] {
    return this.#filesAsBlobs ? [new Blob(['x']), 'a'] : ['a'];
  }

  of(schema: JsonValue, depth = 0): Sample {
    const [first = []] = alternativesOf(schema, this.document);
    return this.ofParts(first, depth, 'required');
  }

  /** @param extent which members an object gets: all that are named, or those alone that it must have */
  ofParts(parts: Alternative, depth: number, extent: 'all' | 'required'): Sample {
    const listed = listedValues(parts);
    if (listed !== null) return listed[0] ?? null;
    switch (likelyType(parts)) {
      case 'object':
        return this.#object(parts, depth, extent);
      case 'array':
        return this.#array(parts, depth);
      case 'string':
        return this.#string(parts);
      case 'integer':
      case 'number':
        return numberFor(parts);
      case 'boolean':
        return true;
      default:
        return null;
    }
  }

  /** The schemas that the parts have for one member. */
  memberSchema(parts: Alternative, name: string): JsonValue {
    const schemas = parts.flatMap((part) => {
      const own = member(objectMember(part, 'properties'), name);
      const patterns = Object.entries(objectMember(part, 'patternProperties')).filter(([source]) =>
        matches(source, name),
      );
      const found = [...(own === undefined ? [] : [own]), ...patterns.map(([, schema]) => schema)];
      const rest = member(part, 'additionalProperties');
      return found.length > 0 || rest === undefined ? found : [rest];
    });
    return together(schemas.length > 0 ? schemas : leftOver(parts, 'unevaluatedProperties'));
  }

  #object(parts: Alternative, depth: number, extent: 'all' | 'required'): SampleObject {
    const required = requiredNames(parts);
    const names = extent === 'all' && depth < DEEPEST - 2 ? namesOf(parts) : required;
    const result: SampleObject = {};
    for (const name of names) {
      const schema = this.memberSchema(parts, name);
      if (depth >= DEEPEST || alternativesOf(schema, this.document).length === 0) continue;
      setMember(result, name, this.of(schema, depth + 1));
    }
    const least = Math.max(0, ...parts.map((part) => numberMember(part, 'minProperties') ?? 0));
    for (let index = 0; Object.keys(result).length < least; index += 1) {
      const name = `${nameFor(parts)}${index === 0 ? '' : index}`;
      setMember(result, name, this.of(this.memberSchema(parts, name), depth + 1));
    }
    const most = Math.min(Infinity, ...parts.map((part) => numberMember(part, 'maxProperties') ?? Infinity));
    for (const name of Object.keys(result).reverse()) {
      if (Object.keys(result).length > most && !required.includes(name)) Reflect.deleteProperty(result, name);
    }
    return result;
  }

  #array(parts: Alternative, depth: number): Sample[] {
    const contained = parts.reduce(
      (count, part) =>
        Math.max(count, member(part, 'contains') === undefined ? 0 : (numberMember(part, 'minContains') ?? 1)),
      0,
    );
    const least = Math.max(depth < 3 ? 1 : 0, contained, ...parts.map((part) => numberMember(part, 'minItems') ?? 0));
    const most = Math.min(...parts.map((part) => numberMember(part, 'maxItems') ?? Infinity));
    if (depth >= DEEPEST) return [];
    const items: Sample[] = [];
    for (let index = 0; index < Math.min(least, most); index += 1) {
      const schema = this.itemSchema(parts, index, contained);
      if (alternativesOf(schema, this.document).length === 0) break;
      items.push(distinct(this.of(schema, depth + 1), index, schema));
    }
    return items;
  }

  /** @param contained how many of the first items must be what `contains` says */
  itemSchema(parts: Alternative, index: number, contained = 0): JsonValue {
    const schemas = parts.flatMap((part) => {
      const prefix = listOf(part, 'prefixItems');
      const own = index < prefix.length ? prefix[index] : member(part, 'items');
      const inside = index < contained ? member(part, 'contains') : undefined;
      return [...(own === undefined ? [] : [own]), ...(inside === undefined ? [] : [inside])];
    });
    return together(schemas.length > 0 ? schemas : leftOver(parts, 'unevaluatedItems'));
  }

  #string(parts: Alternative): Sample {
    const formats = parts.flatMap((part) => stringMember(part, 'format') ?? []);
    if (formats.includes('binary') && this.#filesAsBlobs) return new Blob(['x']);
    const examples = parts.flatMap((part) => listOf(part, 'examples')).find((value) => typeof value === 'string');
    if (examples !== undefined) return examples;
    const format = formats.map((name) => FORMAT_SAMPLES[name]?.[0]).find((text) => text !== undefined);
    if (format !== undefined) return format;
    const least = Math.max(0, ...parts.map((part) => numberMember(part, 'minLength') ?? 0));
    const most = Math.min(...parts.map((part) => numberMember(part, 'maxLength') ?? Infinity));
    const patterns = parts.flatMap((part) => stringMember(part, 'pattern') ?? []);
    const plain = 'a'.repeat(Math.min(Math.max(1, least), most));
    if (patterns.every((source) => matches(source, plain))) return plain;
    const fits = matchingTexts(patterns[0] ?? '').find(
      (text) => patterns.every((source) => matches(source, text)) && lengthOf(text) >= least && lengthOf(text) <= most,
    );
    return fits ?? plain;
  }
}

function together(schemas: JsonValue[]): JsonValue {
  return schemas.length === 1 ? (schemas[0] ?? true) : { allOf: schemas };
}

function leftOver(parts: Alternative, keyword: string): JsonValue[] {
  return parts.flatMap((part) => member(part, keyword) ?? []);
}

export function lengthOf(text: string): number {
  return Array.from(text).length;
}

const LIKELY_TEXTS = ['1', '0.5', 'a', 'A', 'aa', 'a1', 'en', 'AB', '/a', 'a.b', '2024-01-01', '12:00', '#ffffff', ''];

/** Texts that match a pattern, the same ones each time; none when no generator of texts knows its syntax. */
export function matchingTexts(source: string): string[] {
  const known = textsByPattern.get(source);
  if (known !== undefined) return known;
  const texts = [...generatedTexts(source), ...LIKELY_TEXTS].filter((text) => matches(source, text));
  textsByPattern.set(source, texts);
  return texts;
}

const textsByPattern = new Map<string, string[]>();

/** fast-check knows no look-arounds, so it gets the pattern without them; what then does not match is left out afterwards. */
function generatedTexts(source: string): string[] {
  const plain = parsePattern(source)?.source ?? source;
  try {
    const pattern = new RegExp(withoutLookArounds(plain), 'u');
    return fc.sample(fc.stringMatching(pattern), { seed: 1, numRuns: 200 });
  } catch {
    // Syntax that it does not know, or another dialect's.
    return [];
  }
}

function withoutLookArounds(source: string): string {
  const start = source.search(/\(\?<?[!=]/);
  if (start < 0) return source;
  let depth = 0;
  for (let index = start; index < source.length; index += 1) {
    if (source[index] === '\\') index += 1;
    else if (source[index] === '(') depth += 1;
    else if (source[index] === ')') depth -= 1;
    if (depth === 0) return withoutLookArounds(source.slice(0, start) + source.slice(index + 1));
  }
  return source;
}

export function matches(source: string, text: string): boolean {
  try {
    return new RegExp(source, 'u').test(text);
  } catch {
    // Another dialect's syntax, or escapes that unicode mode refuses.
    return new RegExp(source.replace(/\\Z/g, '$').replace(/\\A/g, '^')).test(text);
  }
}

/** The values that `enum` and `const` of all parts leave, or null when none of them lists any. */
export function listedValues(parts: Alternative): JsonValue[] | null {
  const lists = parts.flatMap((part) => {
    const constant = member(part, 'const');
    const listed = constant === undefined ? member(part, 'enum') : [constant];
    return Array.isArray(listed) ? [listed] : [];
  });
  const [first, ...others] = lists;
  if (first === undefined) return null;
  const types = typesOf(parts);
  return first.filter(
    (value) =>
      others.every((list) => list.some((other) => JSON.stringify(other) === JSON.stringify(value))) &&
      (types === null || types.some((type) => isOfType(value, type))),
  );
}

function isOfType(value: JsonValue, type: string): boolean {
  if (type === 'null') return value === null;
  if (type === 'array') return Array.isArray(value);
  if (type === 'object') return isJsonObject(value);
  if (type === 'integer') return Number.isInteger(value);
  return typeof value === type;
}

/** The types that all parts allow; null when none says. */
export function typesOf(parts: Alternative): string[] | null {
  let result: string[] | null = null;
  for (const part of parts) {
    const type = member(part, 'type');
    const names = (Array.isArray(type) ? type : [type]).filter((name) => typeof name === 'string');
    if (names.length === 0) continue;
    const known: string[] | null = result;
    result = known === null ? names : [...known, ...names].filter((name) => allows(known, name) && allows(names, name));
  }
  return result;
}

function allows(names: string[], name: string): boolean {
  return names.includes(name) || (name === 'integer' && names.includes('number'));
}

const KEYWORDS_OF: Readonly<Record<string, readonly string[]>> = {
  object: [
    'properties',
    'required',
    'additionalProperties',
    'patternProperties',
    'propertyNames',
    'minProperties',
    'maxProperties',
    'dependentRequired',
    'dependentSchemas',
    'unevaluatedProperties',
  ],
  array: ['items', 'prefixItems', 'minItems', 'maxItems', 'uniqueItems', 'contains', 'unevaluatedItems'],
  string: ['minLength', 'maxLength', 'pattern', 'format'],
  number: ['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'multipleOf'],
};

export function likelyType(parts: Alternative): string {
  const types = typesOf(parts);
  const first = types?.find((type) => type !== 'null') ?? types?.[0];
  if (first !== undefined) return first;
  const found = Object.entries(KEYWORDS_OF).find(([, keywords]) =>
    parts.some((part) => keywords.some((keyword) => Object.hasOwn(part, keyword))),
  );
  return found?.[0] ?? 'string';
}

export function requiredNames(parts: Alternative): string[] {
  return [...new Set(parts.flatMap((part) => listOf(part, 'required').filter((name) => typeof name === 'string')))];
}

/** Every name that the parts mention. */
export function namesOf(parts: Alternative): string[] {
  return [
    ...new Set([
      ...parts.flatMap((part) => Object.keys(objectMember(part, 'properties'))),
      ...requiredNames(parts),
      ...parts.flatMap((part) =>
        Object.entries(objectMember(part, 'dependentRequired')).flatMap(([name, others]) => [
          name,
          ...(Array.isArray(others) ? others.filter((other) => typeof other === 'string') : []),
        ]),
      ),
      ...parts.flatMap((part) => Object.keys(objectMember(part, 'dependentSchemas'))),
    ]),
  ];
}

/** A name for a member that the parts do not mention. */
function nameFor(parts: Alternative): string {
  const pattern = parts.flatMap((part) => Object.keys(objectMember(part, 'patternProperties')))[0];
  const closed = parts.some((part) => member(part, 'additionalProperties') === false);
  return pattern !== undefined && closed ? (matchingTexts(pattern)[0] ?? UNKNOWN_NAME) : UNKNOWN_NAME.slice(0, 1);
}

/** A defined property, because `__proto__` is a name like others. */
export function setMember(object: SampleObject, name: string, value: Sample): void {
  Object.defineProperty(object, name, { value, enumerable: true, configurable: true, writable: true });
}

function numberFor(parts: Alternative): number {
  const limits = (keyword: string): number[] => parts.flatMap((part) => numberMember(part, keyword) ?? []);
  const sharp = (keyword: string): boolean => parts.some((part) => member(part, keyword) === true);
  const whole = likelyType(parts) === 'integer' || parts.some((part) => member(part, 'type') === 'integer');
  const gap = whole ? 1 : 0.25;
  const floor = Math.max(
    ...limits('minimum').map((limit) => limit + (sharp('exclusiveMinimum') ? gap : 0)),
    ...limits('exclusiveMinimum').map((limit) => limit + gap),
  );
  const ceiling = Math.min(
    ...limits('maximum').map((limit) => limit - (sharp('exclusiveMaximum') ? gap : 0)),
    ...limits('exclusiveMaximum').map((limit) => limit - gap),
  );
  const [step = null] = limits('multipleOf');
  if (step !== null) return Number.isFinite(floor) ? Math.ceil(floor / step) * step : step;
  if (floor <= 1 && ceiling >= 1) return 1;
  return Number.isFinite(floor) ? floor : Math.min(1, ceiling);
}

/** Another value for each place of an array whose items must differ, as far as the schema is likely to allow. */
function distinct(value: Sample, index: number, schema: JsonValue): Sample {
  if (index === 0) return value;
  const listed = isJsonObject(schema) ? listOf(schema, 'enum') : [];
  if (listed.length > index) return listed[index] ?? null;
  if (typeof value === 'number') return value + index;
  return typeof value === 'string' && isJsonObject(schema) && stringMember(schema, 'format') === null
    ? value + String(index)
    : value;
}
