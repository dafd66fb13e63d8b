import {
  type JsonObject,
  type JsonPrimitive,
  type JsonValue,
  isJsonObject,
  member,
  stringMember,
} from '../document/json.ts';
import { canonicalPointer, joinPointer } from '../document/json-pointer.ts';
import { type OpenApiDocument, isLocalReference } from '../document/open-api-document.ts';
import { every, nullable, union } from './combine.ts';
import type { Diagnostics } from './diagnostic.ts';
import type { FormatRules } from './formats.ts';
import {
  type TypeSet,
  ALL_TYPES,
  JSON_TYPES,
  allowsNull,
  declaredTypes,
  intersect,
  jsonTypeOf,
  typesBeside,
} from './json-types.ts';
import { narrowValues } from './narrow-values.ts';
import { parseNumber, parseString } from './parse-scalars.ts';
import { parseArray, parseObject } from './parse-structures.ts';
import { parseOneOf } from './parse-one-of.ts';
import { parseUnevaluated } from './parse-unevaluated.ts';
import { type SchemaNode, NEVER, UNKNOWN } from './schema-node.ts';
import type { SchemaPlaces } from './schema-places.ts';
import type { SchemaRegistry } from './schema-registry.ts';

/** Keywords that speak of values of one type and of no other (JSON Schema 2020-12 validation, section 6). */
const KEYWORDS_OF_TYPE = {
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
    'dependencies',
  ],
  array: ['items', 'prefixItems', 'minItems', 'maxItems', 'uniqueItems', 'contains'],
  string: ['minLength', 'maxLength', 'pattern', 'format'],
  number: ['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'multipleOf'],
  boolean: [],
  null: [],
} as const;

/** Keywords that change what a schema means in a way that is not built; each use is reported. */
const NOT_EXPRESSED = ['$id', '$anchor', '$dynamicRef', '$dynamicAnchor', '$recursiveRef'];

/** Reads schemas of one document into nodes. Named targets of `$ref` go to the registry, each once. */
export class SchemaParser {
  readonly document: OpenApiDocument;
  readonly diagnostics: Diagnostics;
  readonly formats: FormatRules;
  readonly registry: SchemaRegistry;
  readonly #places: SchemaPlaces | null;

  constructor(
    document: OpenApiDocument,
    diagnostics: Diagnostics,
    formats: FormatRules,
    registry: SchemaRegistry,
    places: SchemaPlaces | null = null,
  ) {
    this.document = document;
    this.diagnostics = diagnostics;
    this.formats = formats;
    this.registry = registry;
    this.#places = places;
  }

  /**
   * @param allowed JSON types that the surroundings let through; what the schema says of others does not matter.
   */
  parse(schema: JsonValue, pointer: string, allowed: TypeSet = ALL_TYPES): SchemaNode {
    const node = this.#parse(schema, pointer, allowed);
    this.#places?.set(pointer, node);
    return node;
  }

  #parse(schema: JsonValue, pointer: string, allowed: TypeSet): SchemaNode {
    if (schema === true) return UNKNOWN;
    if (schema === false) return NEVER;
    if (!isJsonObject(schema)) {
      this.diagnostics.report(pointer, 'schema', 'Not a schema; any value is accepted');
      return UNKNOWN;
    }
    const reference = member(schema, '$ref');
    if (typeof reference === 'string' && this.document.dialect === '3.0') return this.#reference(reference, pointer);
    this.#reportNotExpressed(schema, pointer);
    const node = this.#parseSiblings(schema, pointer, allowed);
    return allowsNull(this.document, schema) && allowed.has('null') ? nullable(node) : node;
  }

  /** Whether `readOnly` or `writeOnly` holds for a property with this schema, also through `$ref` and `allOf`. */
  isMarked(schema: JsonValue | undefined, keyword: 'readOnly' | 'writeOnly', depth = 0): boolean {
    if (!isJsonObject(schema) || depth > 8) return false;
    const reference = member(schema, '$ref');
    const target =
      typeof reference === 'string' && isLocalReference(reference) ? this.document.at(reference) : undefined;
    if (this.isMarked(target, keyword, depth + 1)) return true;
    if (typeof reference === 'string' && this.document.dialect === '3.0') return false;
    const parts = member(schema, 'allOf');
    return (
      member(schema, keyword) === true ||
      (Array.isArray(parts) && parts.some((part) => this.isMarked(part, keyword, depth + 1)))
    );
  }

  #parseSiblings(schema: JsonObject, pointer: string, allowed: TypeSet): SchemaNode {
    const types = intersect(allowed, this.#typesOf(schema));
    const parts: SchemaNode[] = [];
    const reference = member(schema, '$ref');
    if (typeof reference === 'string') parts.push(this.#reference(reference, pointer));
    parts.push(this.#parseOwn(schema, pointer, types));
    const allOf = member(schema, 'allOf');
    if (Array.isArray(allOf))
      parts.push(...allOf.map((part, index) => this.parse(part, joinPointer(pointer, 'allOf', index), types)));
    const anyOf = member(schema, 'anyOf');
    if (Array.isArray(anyOf)) {
      parts.push(union(anyOf.map((part, index) => this.parse(part, joinPointer(pointer, 'anyOf', index), types))));
    }
    if (Array.isArray(member(schema, 'oneOf'))) parts.push(parseOneOf(schema, pointer, types, this));
    const not = member(schema, 'not');
    if (not !== undefined) parts.push({ kind: 'not', inner: this.parse(not, joinPointer(pointer, 'not')) });
    const condition = member(schema, 'if');
    if (condition !== undefined) parts.push(this.#conditional(schema, condition, pointer, types));
    if (types.has('object')) parts.push(...parseUnevaluated(schema, pointer, 'unevaluatedProperties', this));
    if (types.has('array')) parts.push(...parseUnevaluated(schema, pointer, 'unevaluatedItems', this));
    return every(parts);
  }

  /** What `$ref`, `type` and `allOf` leave possible, without the null of `nullable`. */
  #typesOf(schema: JsonObject): TypeSet {
    const beside = typesBeside(this.document, schema);
    const reference = member(schema, '$ref');
    if (typeof reference !== 'string' || !isLocalReference(reference)) return beside;
    const target = this.document.at(reference);
    return isJsonObject(target) ? intersect(beside, typesBeside(this.document, target)) : beside;
  }

  #conditional(schema: JsonObject, condition: JsonValue, pointer: string, types: TypeSet): SchemaNode {
    const branch = (keyword: 'then' | 'else'): SchemaNode => {
      const value = member(schema, keyword);
      return value === undefined ? UNKNOWN : this.parse(value, joinPointer(pointer, keyword), types);
    };
    return {
      kind: 'conditional',
      condition: this.parse(condition, joinPointer(pointer, 'if')),
      then: branch('then'),
      otherwise: branch('else'),
    };
  }

  /** `enum`, `const`, `type`, and the keywords of each type. */
  #parseOwn(schema: JsonObject, pointer: string, types: TypeSet): SchemaNode {
    const typed = this.#parseTypes(schema, pointer, types);
    const listed = member(schema, 'enum');
    const constant = member(schema, 'const');
    const parts: SchemaNode[] = [];
    if (Array.isArray(listed) && listed.length === 0) {
      this.diagnostics.report(pointer, 'enum', 'Lists no value, so none is accepted');
    }
    if (Array.isArray(listed)) parts.push(valuesNode(listed.filter((value) => fitsType(value, schema, types))));
    if (constant !== undefined) parts.push(fitsType(constant, schema, types) ? valuesNode([constant]) : NEVER);
    if (parts.length === 0) return typed;
    const values = every(parts);
    const narrowed = values.kind === 'literal' ? narrowValues(values.values, typed) : null;
    if (narrowed !== null) return narrowed.length === 0 ? NEVER : { kind: 'literal', values: narrowed };
    return isConstrained(typed) ? every([...parts, typed]) : values;
  }

  #parseTypes(schema: JsonObject, pointer: string, types: TypeSet): SchemaNode {
    const names = declaredTypes(schema);
    for (const name of names ?? []) {
      if (name === 'integer' || JSON_TYPES.some((type) => type === name)) continue;
      this.diagnostics.report(pointer, 'type', `There is no type "${name}"; any value is accepted`);
      return UNKNOWN;
    }
    // Without `type` the keywords of a type bind only values of that type, and a schema with none of them binds nothing.
    if (names === null && !hasTypedKeywords(schema, null)) return UNKNOWN;
    const integerOnly = names !== null && names.includes('integer') && !names.includes('number');
    const nodes = JSON_TYPES.filter((type) => types.has(type)).map((type): SchemaNode => {
      if (type === 'object') return parseObject(schema, pointer, this);
      if (type === 'array') return parseArray(schema, pointer, this);
      if (type === 'string') return parseString(schema, pointer, this);
      if (type === 'number') return parseNumber(schema, integerOnly);
      return { kind: type };
    });
    const onlyFormat = names === null && !hasTypedKeywords(schema, 'format');
    return onlyFormat && !nodes.some(isConstrained) ? UNKNOWN : union(nodes);
  }

  #reference(reference: string, pointer: string): SchemaNode {
    if (!isLocalReference(reference)) {
      const kind = reference.startsWith('#') ? 'an anchor' : 'another document';
      this.diagnostics.report(
        pointer,
        '$ref',
        `Points to ${kind} (${reference}), which is not followed; any value is accepted`,
      );
      return UNKNOWN;
    }
    const target = this.document.at(reference);
    if (target === undefined) {
      this.diagnostics.report(pointer, '$ref', `Points to nothing (${reference}); any value is accepted`);
      return UNKNOWN;
    }
    const place = canonicalPointer(reference);
    this.registry.want(place, target, this);
    return { kind: 'reference', pointer: place };
  }

  #reportNotExpressed(schema: JsonObject, pointer: string): void {
    for (const keyword of NOT_EXPRESSED) {
      if (Object.hasOwn(schema, keyword)) this.diagnostics.report(pointer, keyword, `${keyword} is not expressed`);
    }
    if (stringMember(schema, 'contentMediaType') !== null && Object.hasOwn(schema, 'contentSchema')) {
      this.diagnostics.report(pointer, 'contentSchema', 'The content of the string is not checked');
    }
  }
}

function hasTypedKeywords(schema: JsonObject, except: string | null): boolean {
  return JSON_TYPES.some((type) =>
    KEYWORDS_OF_TYPE[type].some((keyword) => keyword !== except && Object.hasOwn(schema, keyword)),
  );
}

function fitsType(value: JsonValue, schema: JsonObject, types: TypeSet): boolean {
  if (!types.has(jsonTypeOf(value))) return false;
  const names = declaredTypes(schema);
  if (typeof value !== 'number' || names === null || names.includes('number')) return true;
  return names.includes('integer') && Number.isInteger(value);
}

function valuesNode(values: JsonValue[]): SchemaNode {
  const primitives = values.filter((value): value is JsonPrimitive => typeof value !== 'object' || value === null);
  const constants = values.filter((value) => typeof value === 'object' && value !== null);
  const nodes: SchemaNode[] = constants.map((value) => ({ kind: 'constant', value }));
  if (primitives.length > 0) nodes.unshift({ kind: 'literal', values: [...new Set(primitives)] });
  return union(nodes);
}

/** Whether a node says more than which types a value may have. */
function isConstrained(node: SchemaNode): boolean {
  switch (node.kind) {
    case 'unknown':
    case 'boolean':
    case 'null':
      return false;
    case 'string':
      return node.format !== null || node.minLength !== null || node.maxLength !== null || node.patterns.length > 0;
    case 'number':
      return (
        [node.minimum, node.maximum, node.exclusiveMinimum, node.exclusiveMaximum, node.multipleOf].some(
          (limit) => limit !== null,
        ) || node.int32
      );
    case 'array':
      return (
        node.prefix.length > 0 ||
        node.items.kind !== 'unknown' ||
        node.minItems !== null ||
        node.maxItems !== null ||
        node.uniqueItems ||
        node.contains !== null
      );
    case 'object':
      return (
        node.properties.length + node.patterns.length + node.dependentRequired.length + node.dependentSchemas.length >
          0 ||
        node.additional.kind !== 'unknown' ||
        node.propertyNames !== null ||
        node.minProperties !== null ||
        node.maxProperties !== null
      );
    case 'union':
      return node.members.some(isConstrained);
    case 'never':
    case 'literal':
    case 'constant':
    case 'binary':
    case 'every':
    case 'reference':
    case 'not':
    case 'conditional':
    case 'unevaluated':
      return true;
  }
}
