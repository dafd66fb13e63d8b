import { readFileSync } from 'node:fs';
import type { JsonObject } from '../document/json.ts';
import type { OpenApiDocument } from '../document/open-api-document.ts';
import { parseDocument } from '../document/parse-document.ts';

export const DOCUMENTS = ['tracker', 'dialect-3.0', 'keywords-3.1', 'combinations'] as const;

export function readTestDocument(name: (typeof DOCUMENTS)[number]): OpenApiDocument {
  return parseDocument(readFileSync(new URL(`documents/${name}.yaml`, import.meta.url), 'utf8'), name);
}

/** A document with these component schemas and nothing else. */
export function documentOf(schemas: JsonObject, openapi = '3.1.0', rest: JsonObject = {}): OpenApiDocument {
  return parseDocument(
    JSON.stringify({ openapi, info: { title: 'Test', version: '1' }, paths: {}, components: { schemas }, ...rest }),
    'test',
  );
}
