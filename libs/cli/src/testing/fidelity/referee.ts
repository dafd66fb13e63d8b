import { type ErrorObject, type ValidateFunction, Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import {
  type JsonObject,
  type JsonValue,
  isJsonObject,
  member,
  objectMember,
  stringMember,
} from '../../document/json.ts';
import { joinPointer } from '../../document/json-pointer.ts';
import { type OpenApiDocument, isLocalReference } from '../../document/open-api-document.ts';
import { allowsNull } from '../../model/json-types.ts';
import type { Direction, FileForm } from '../../model/forms.ts';
import { translateDiscriminator } from './translate-discriminator.ts';

const SCHEMA_MAPS = ['properties', 'patternProperties', '$defs', 'dependentSchemas'];
const SCHEMA_LISTS = ['allOf', 'anyOf', 'oneOf', 'prefixItems'];
const SCHEMAS = [
  'items',
  'additionalProperties',
  'not',
  'if',
  'then',
  'else',
  'contains',
  'propertyNames',
  'unevaluatedProperties',
  'unevaluatedItems',
];

export interface RefereeOptions {
  document: OpenApiDocument;
  direction: Direction;
  /** How the named schema at a pointer has its files. */
  fileForm: (pointer: string) => FileForm;
}

/** Called with the keyword, and the place of the schema that refused. */
export type Refused = (pointer: string, keyword: string, detail: string) => void;

/** ajv's verdict on values of a document's schemas, for one direction, after the document's dialect is put into 2020-12. */
export class Referee {
  readonly #options: RefereeOptions;
  readonly #ajv = new Ajv2020({
    strict: false,
    ownProperties: true,
    // Formats that nobody knows are reported by the generator.
    logger: false,
    allErrors: true,
    verbose: true,
    code: { regExp: looseRegExp },
  });
  /** Where each translated schema object stands in the document. */
  readonly #places = new WeakMap<object, string>();

  constructor(options: RefereeOptions) {
    this.#options = options;
    addFormats.default(this.#ajv);
    // A decimal in text is Django's own format; ajv-formats knows the rest.
    this.#ajv.addFormat('decimal', /^-?(?:\d+(?:\.\d*)?|\.\d+)$/);
    // ajv divides in binary floating point and takes 4.35 for no multiple of 0.01.
    this.#ajv.removeKeyword('multipleOf');
    this.#ajv.addKeyword({ keyword: 'multipleOf', type: 'number', validate: isMultiple });
    this.#ajv.addKeyword({ keyword: 'x-file', validate: (form: FileForm, value: unknown) => isFile(form, value) });
    const schemas = objectMember(objectMember(options.document.root, 'components'), 'schemas');
    const translated = Object.entries(schemas).map(([name, schema]): [string, JsonValue] => {
      const pointer = joinPointer('#/components/schemas', name);
      return [name, this.#translate(schema, pointer, options.fileForm(pointer))];
    });
    this.#ajv.addSchema({ $id: 'document:/', components: { schemas: Object.fromEntries(translated) } });
  }

  of(schema: JsonValue, pointer: string, files: FileForm): ValidateFunction {
    const translated = this.#translate(schema, pointer, files);
    return this.#ajv.compile(isJsonObject(translated) ? translated : translated !== false);
  }

  /** Tells which keywords of which places refused the last value. */
  reasons(errors: readonly ErrorObject[], refused: Refused): void {
    for (const { keyword, parentSchema, params } of errors) {
      const place = typeof parentSchema === 'object' ? this.#places.get(parentSchema) : undefined;
      if (place !== undefined) refused(place, keyword, keyword === 'required' ? String(params['missingProperty']) : '');
    }
  }

  #translate(schema: JsonValue, pointer: string, files: FileForm): JsonValue {
    if (!isJsonObject(schema)) return schema;
    const { document } = this.#options;
    const reference = member(schema, '$ref');
    if (typeof reference === 'string' && document.dialect === '3.0') return { $ref: `document:/${reference}` };
    if (member(schema, 'format') === 'binary' && files !== 'text')
      return allowsNull(document, schema) ? { anyOf: [{ type: 'null' }, { 'x-file': files }] } : { 'x-file': files };
    const result: JsonObject = {};
    const inner = (part: JsonValue, ...steps: (string | number)[]): JsonValue =>
      this.#translate(part, joinPointer(pointer, ...steps), files);
    for (const [keyword, value] of Object.entries(schema)) {
      if (keyword === '$ref' && typeof value === 'string') result[keyword] = `document:/${value}`;
      else if (SCHEMA_MAPS.includes(keyword) && isJsonObject(value))
        result[keyword] = Object.fromEntries(
          Object.entries(value).map(([name, part]) => [name, inner(part, keyword, name)]),
        );
      else if (SCHEMA_LISTS.includes(keyword) && Array.isArray(value))
        result[keyword] = value.map((part, index) => inner(part, keyword, index));
      // ajv refuses an empty list; it means that no value fits.
      else if (keyword === 'enum' && Array.isArray(value) && value.length === 0) result['not'] = {};
      else if (SCHEMAS.includes(keyword)) result[keyword] = inner(value, keyword);
      else if (keyword !== 'discriminator') result[keyword] = value;
    }
    this.#translateRequired(result, schema);
    const tagged = translateDiscriminator(result, schema, document);
    const final = document.dialect === '3.0' ? translate30(tagged) : tagged;
    // Errors name the innermost of the objects that one schema has become.
    for (const part of [final, tagged, ...objectsIn(final, 'anyOf'), ...objectsIn(tagged, 'allOf')])
      if (!this.#places.has(part)) this.#places.set(part, pointer);
    return final;
  }

  /** A read-only member is never required of a client, nor a write-only one of a server (OpenAPI 3.0.3, 4.7.24). */
  #translateRequired(result: JsonObject, schema: JsonObject): void {
    const required = member(schema, 'required');
    const properties = member(schema, 'properties');
    if (!Array.isArray(required) || !isJsonObject(properties)) return;
    const hidden = this.#options.direction === 'request' ? 'readOnly' : 'writeOnly';
    result['required'] = required.filter(
      (name) => typeof name !== 'string' || !isMarked(member(properties, name), hidden, this.#options.document),
    );
  }
}

/** Whether `readOnly` or `writeOnly` holds for a member with this schema, also through `$ref` and `allOf`. */
export function isMarked(
  schema: JsonValue | undefined,
  keyword: string,
  document: OpenApiDocument,
  depth = 0,
): boolean {
  if (!isJsonObject(schema) || depth > 8) return false;
  if (member(schema, keyword) === true) return true;
  const reference = stringMember(schema, '$ref');
  const parts = member(schema, 'allOf');
  return (
    (reference !== null &&
      isLocalReference(reference) &&
      isMarked(document.at(reference), keyword, document, depth + 1)) ||
    (Array.isArray(parts) && parts.some((part) => isMarked(part, keyword, document, depth + 1)))
  );
}

function objectsIn(schema: JsonObject, keyword: string): JsonObject[] {
  const list = member(schema, keyword);
  return Array.isArray(list) ? list.filter(isJsonObject) : [];
}

/** Exactly, on the shortest decimal forms of both. */
function isMultiple(step: number, value: number): boolean {
  const [one, other] = [decimalOf(step), decimalOf(value)];
  const scale = Math.max(one.scale, other.scale);
  return (other.digits * 10n ** BigInt(scale - other.scale)) % (one.digits * 10n ** BigInt(scale - one.scale)) === 0n;
}

function decimalOf(value: number): { digits: bigint; scale: number } {
  const [mantissa = '0', exponent = '0'] = String(value).split('e');
  const [whole = '0', fraction = ''] = mantissa.split('.');
  const scale = fraction.length - Number(exponent);
  const digits = BigInt(whole + fraction);
  return scale >= 0 ? { digits, scale } : { digits: digits * 10n ** BigInt(-scale), scale: 0 };
}

function isFile(form: FileForm, value: unknown): boolean {
  return value instanceof Blob || (form === 'either' && typeof value === 'string');
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
