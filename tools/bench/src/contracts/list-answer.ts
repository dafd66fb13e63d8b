import type { OpenApiDocument } from '@throughline/cli';
import { isObject, type Json, type JsonObject } from './json.ts';

const length = 100;
const deepest = 8;
const texts = ['a', 'text', '1', '1.50', '#aabbcc', 'en', 'abc-1', '00:00:00', '127.0.0.1'];
const formatted: Readonly<Record<string, (index: number) => string>> = {
  uuid: (index) => `0191f3a2-7c1e-7b4e-9d3a-${index.toString(16).padStart(12, '0')}`,
  'date-time': (index) => new Date(Date.UTC(2026, 0, 1, 0, index)).toISOString(),
  date: (index) => new Date(Date.UTC(2026, 0, 1 + index)).toISOString().slice(0, 10),
  time: () => '12:00:00Z',
  duration: () => 'P1D',
  email: (index) => `person${index}@example.org`,
  uri: (index) => `https://example.org/${index}`,
  decimal: (index) => `${index}.50`,
  ipv4: () => '127.0.0.1',
  ipv6: () => '::1',
  hostname: () => 'example.org',
};

/**
 * An answer of 100 objects with every member that its schema names: the first array is the list, deeper ones have two items.
 * Whether it is right, ajv tells.
 */
export function listAnswer(document: OpenApiDocument, schema: Json): Json {
  const state = { listIsOut: false, index: 0 };
  const value = make(schema, 0);
  if (value === undefined || !state.listIsOut) throw new Error('The answer has no list.');
  return value;

  function make(at: Json | undefined, depth: number): Json | undefined {
    if (!isObject(at)) return at === undefined || at === true ? {} : undefined;
    const reference = at['$ref'];
    if (typeof reference === 'string') return depth > deepest ? undefined : make(document.at(reference), depth + 1);
    if (at['const'] !== undefined) return at['const'];
    if (Array.isArray(at['enum'])) return at['enum'].find((entry) => entry !== null);
    if (Array.isArray(at['allOf'])) return together([...at['allOf'], { ...at, allOf: false }], depth);
    const branches = at['oneOf'] ?? at['anyOf'];
    if (Array.isArray(branches))
      return make(
        branches.find((branch) => isObject(branch) && branch['type'] !== 'null'),
        depth,
      );
    return ofType(at, depth);
  }

  function together(parts: Json[], depth: number): Json | undefined {
    const values = parts
      .filter(
        (part) =>
          isObject(part) && ['$ref', 'properties', 'type', 'enum', 'oneOf', 'anyOf', 'allOf'].some((key) => part[key]),
      )
      .map((part) => make(part, depth));
    const objects = values.filter(isObject);
    return objects.length === 0 ? values[0] : Object.fromEntries(objects.flatMap((object) => Object.entries(object)));
  }

  function ofType(at: JsonObject, depth: number): Json | undefined {
    const named = [at['type']].flat().find((type) => typeof type === 'string' && type !== 'null');
    const type = typeof named === 'string' ? named : at['items'] === undefined ? 'object' : 'array';
    switch (type) {
      case 'array':
        return list(at, depth);
      case 'string':
        return text(at);
      case 'integer':
      case 'number':
        return Math.max(Number(at['minimum'] ?? 0), Math.min(state.index, Number(at['maximum'] ?? Infinity)));
      case 'boolean':
        return state.index % 2 === 0;
      default:
        return members(at, depth);
    }
  }

  function list(at: JsonObject, depth: number): Json | undefined {
    const isTheList = !state.listIsOut;
    state.listIsOut = true;
    const items: Json[] = [];
    for (let item = 0; item < (isTheList ? length : 2); item += 1) {
      if (isTheList) state.index = item;
      const value = make(at['items'], depth + 1);
      if (value !== undefined) items.push(value);
    }
    return items.length === 0 && Number(at['minItems'] ?? 0) > 0 ? undefined : items;
  }

  function members(at: JsonObject, depth: number): JsonObject | undefined {
    const properties = isObject(at['properties']) ? at['properties'] : {};
    const required = Array.isArray(at['required']) ? at['required'] : [];
    const object: JsonObject = {};
    for (const [name, schemaOfMember] of Object.entries(properties)) {
      if (isObject(schemaOfMember) && schemaOfMember['writeOnly'] === true) continue;
      if (depth > deepest && !required.includes(name)) continue;
      const value = make(schemaOfMember, depth + 1);
      if (value !== undefined) object[name] = value;
      else if (required.includes(name)) return undefined;
    }
    return object;
  }

  function text(at: JsonObject): string | undefined {
    const format = typeof at['format'] === 'string' ? formatted[at['format']]?.(state.index) : undefined;
    const least = Number(at['minLength'] ?? 0);
    const most = Number(at['maxLength'] ?? Infinity);
    const pattern = typeof at['pattern'] === 'string' ? new RegExp(at['pattern'], 'u') : /^/;
    const candidates =
      format === undefined
        ? [`text ${state.index}`, ...texts, 'a'.repeat(least), pattern.source.replace(/^\^/, '').replaceAll('\\/', '/')]
        : [format];
    return candidates.find((value) => value.length >= least && value.length <= most && pattern.test(value));
  }
}
