import type { OpenApiDocument } from '@throughline/cli';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { isObject, type Json } from './json.ts';

/** ajv's compiled code for one schema of a document, OpenAPI 3.0's `nullable` put into JSON Schema's words. */
export function referee(document: OpenApiDocument, schema: Json): (value: unknown) => boolean {
  const ajv = new Ajv2020({ strict: false, logger: false });
  addFormats.default(ajv);
  ajv.addFormat('decimal', /^-?(?:\d+(?:\.\d*)?|\.\d+)$/);
  ajv.addSchema({ $id: 'document:/', components: asObject(translated(document.root['components'] ?? {})) });
  return ajv.compile({ $id: 'document:/answer', ...asObject(translated(schema)) });
}

function asObject(value: Json): object {
  return isObject(value) ? value : {};
}

function translated(value: Json): Json {
  if (Array.isArray(value)) return value.map(translated);
  if (!isObject(value)) return value;
  const { nullable, $ref, ...rest } = value;
  const result = Object.fromEntries(Object.entries(rest).map(([name, member]) => [name, translated(member)]));
  if ($ref !== undefined)
    result['$ref'] = typeof $ref === 'string' ? $ref.replace(/^#/, 'document:/#') : translated($ref);
  return nullable === true
    ? { anyOf: [result, { type: 'null' }] }
    : nullable === undefined
      ? result
      : { ...result, nullable: translated(nullable) };
}
