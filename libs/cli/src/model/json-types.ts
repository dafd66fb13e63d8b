import { type JsonObject, type JsonValue, isJsonObject, member } from '../document/json.ts';
import type { OpenApiDocument } from '../document/open-api-document.ts';

export const JSON_TYPES = ['object', 'array', 'string', 'number', 'boolean', 'null'] as const;
export type JsonType = (typeof JSON_TYPES)[number];
export type TypeSet = ReadonlySet<JsonType>;

export const ALL_TYPES: TypeSet = new Set(JSON_TYPES);

export function intersect(left: TypeSet, right: TypeSet): TypeSet {
  return new Set([...left].filter((type) => right.has(type)));
}

/** `type` as a list of names; null when the schema has none. */
export function declaredTypes(schema: JsonObject): string[] | null {
  const type = member(schema, 'type');
  if (typeof type === 'string') return [type];
  if (Array.isArray(type)) return type.filter((name) => typeof name === 'string');
  return null;
}

export function jsonTypeOf(value: JsonValue): JsonType {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  if (typeof value === 'object') return 'object';
  if (typeof value === 'string') return 'string';
  return typeof value === 'number' ? 'number' : 'boolean';
}

/** The same through `$ref` and with what `nullable` adds. */
function possibleTypes(document: OpenApiDocument, schema: JsonValue | undefined, depth: number): TypeSet {
  if (!isJsonObject(schema) || depth > 8) return ALL_TYPES;
  const reference = member(schema, '$ref');
  if (typeof reference === 'string') {
    const target = reference.startsWith('#') ? possibleTypes(document, document.at(reference), depth + 1) : ALL_TYPES;
    if (document.dialect === '3.0') return target;
    return intersect(target, typesBeside(document, schema, depth));
  }
  const types = typesBeside(document, schema, depth);
  return allowsNull(document, schema) ? new Set([...types, 'null']) : types;
}

/**
 * The JSON types that a schema can accept, as far as `type` and `allOf` tell; never too few. What `nullable` adds is left out.
 * Keywords beside these then need to say nothing of values of other types.
 */
export function typesBeside(document: OpenApiDocument, schema: JsonObject, depth = 0): TypeSet {
  const names = declaredTypes(schema);
  let types: TypeSet =
    names === null
      ? ALL_TYPES
      : new Set(JSON_TYPES.filter((type) => names.includes(type) || (type === 'number' && names.includes('integer'))));
  const parts = member(schema, 'allOf');
  if (Array.isArray(parts)) {
    for (const part of parts) types = intersect(types, possibleTypes(document, part, depth + 1));
  }
  return types;
}

/**
 * OpenAPI 3.0's `nullable`. The text of 3.0.3 gives it meaning beside `type` only and lets `enum` overrule it; documents in use
 * (drf-spectacular's for a nullable relation, Stripe's) mean "or null" wherever they write it, so that is how it is read.
 */
export function allowsNull(document: OpenApiDocument, schema: JsonObject): boolean {
  return document.dialect === '3.0' && member(schema, 'nullable') === true;
}
