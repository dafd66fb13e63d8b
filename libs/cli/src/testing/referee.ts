import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { type JsonObject, type JsonValue, isJsonObject, member } from '../document/json.ts';
import { isLocalReference } from '../document/open-api-document.ts';
import type { OpenApiDocument } from '../document/open-api-document.ts';
import type { Direction } from '../model/forms.ts';

const SCHEMA_MAPS = ['properties', 'patternProperties', '$defs', 'dependentSchemas'];
const SCHEMA_LISTS = ['allOf', 'anyOf', 'oneOf', 'prefixItems'];
const SCHEMAS = ['items', 'additionalProperties', 'not', 'if', 'then', 'else', 'contains', 'propertyNames'];

/** ajv's verdict on values of a document's components, for one direction, after the document's dialect is put into 2020-12. */
export class Referee {
  readonly #ajv = new Ajv2020({ strict: false, ownProperties: true, code: { regExp: looseRegExp } });
  readonly #document: OpenApiDocument;

  constructor(document: OpenApiDocument, direction: Direction) {
    this.#document = document;
    addFormats.default(this.#ajv);
    // A decimal in text is Django's own format; ajv-formats knows the rest.
    this.#ajv.addFormat('decimal', /^-?(?:\d+(?:\.\d*)?|\.\d+)$/);
    this.#ajv.addSchema({ $id: 'document:/', components: { schemas: this.#schemas(direction) } });
  }

  of(component: string): ValidateFunction {
    return this.#ajv.compile({ $ref: `document:/#/components/schemas/${encodeURIComponent(component)}` });
  }

  #schemas(direction: Direction): JsonObject {
    const components = this.#document.at('#/components/schemas');
    if (!isJsonObject(components)) return {};
    return Object.fromEntries(
      Object.entries(components).map(([name, schema]) => [name, this.#translate(schema, direction)]),
    );
  }

  #translate(schema: JsonValue, direction: Direction): JsonValue {
    if (!isJsonObject(schema)) return schema;
    const reference = member(schema, '$ref');
    if (typeof reference === 'string' && this.#document.dialect === '3.0') return { $ref: `document:/${reference}` };
    const result: JsonObject = {};
    for (const [keyword, value] of Object.entries(schema)) {
      const inner = (part: JsonValue): JsonValue => this.#translate(part, direction);
      if (keyword === '$ref' && typeof value === 'string') result[keyword] = `document:/${value}`;
      else if (SCHEMA_MAPS.includes(keyword) && isJsonObject(value)) result[keyword] = mapValues(value, inner);
      else if (SCHEMA_LISTS.includes(keyword) && Array.isArray(value)) result[keyword] = value.map(inner);
      else if (SCHEMAS.includes(keyword)) result[keyword] = inner(value);
      else if (keyword !== 'discriminator') result[keyword] = value;
    }
    this.#translateRequired(result, schema, direction);
    return this.#document.dialect === '3.0' ? translate30(result) : result;
  }

  /** A read-only member is never required of a client, nor a write-only one of a server (OpenAPI 3.0.3, 4.7.24). */
  #translateRequired(result: JsonObject, schema: JsonObject, direction: Direction): void {
    const required = member(schema, 'required');
    const properties = member(schema, 'properties');
    if (!Array.isArray(required) || !isJsonObject(properties)) return;
    const hidden = direction === 'request' ? 'readOnly' : 'writeOnly';
    result['required'] = required.filter(
      (name) => typeof name !== 'string' || !this.#isMarked(member(properties, name), hidden),
    );
  }

  #isMarked(schema: JsonValue | undefined, keyword: string): boolean {
    if (!isJsonObject(schema)) return false;
    if (member(schema, keyword) === true) return true;
    const reference = member(schema, '$ref');
    return (
      typeof reference === 'string' &&
      isLocalReference(reference) &&
      this.#isMarked(this.#document.at(reference), keyword)
    );
  }
}

/** Patterns that escape more than unicode mode allows mean what they say without it. */
function looseRegExp(source: string, flags: string): RegExp {
  try {
    return new RegExp(source, flags);
  } catch {
    return new RegExp(source);
  }
}
looseRegExp.code = 'new RegExp';

function mapValues(object: JsonObject, change: (value: JsonValue) => JsonValue): JsonObject {
  return Object.fromEntries(Object.entries(object).map(([name, value]) => [name, change(value)]));
}

function translate30({ nullable, ...schema }: JsonObject): JsonObject {
  const lower = translateLimit(schema, 'minimum', 'exclusiveMinimum');
  const translated = translateLimit(lower, 'maximum', 'exclusiveMaximum');
  return nullable === true ? { anyOf: [{ type: 'null' }, translated] } : translated;
}

/** In 3.0 the exclusive form is a boolean beside the limit. */
function translateLimit(schema: JsonObject, limit: string, exclusive: string): JsonObject {
  const sharp = member(schema, exclusive);
  if (typeof sharp !== 'boolean') return schema;
  const entries = Object.entries(schema).filter(([keyword]) => keyword !== exclusive);
  return Object.fromEntries(
    entries.map(([keyword, value]) => [sharp && keyword === limit ? exclusive : keyword, value]),
  );
}
