import {
  type JsonObject,
  type JsonValue,
  isJsonObject,
  member,
  objectMember,
  stringMember,
} from '../../document/json.ts';
import { pointerSteps } from '../../document/json-pointer.ts';
import { type OpenApiDocument, isLocalReference } from '../../document/open-api-document.ts';

/**
 * What a discriminator beside `oneOf` means, as 2020-12 can say it: a listed tag decides alone, a tag that is not listed fits nothing,
 * and without a tag `oneOf` holds. A discriminator that names no member, or against what a member says of its own tag, says nothing.
 * @param translated the schema with its parts translated
 */
export function translateDiscriminator(
  translated: JsonObject,
  schema: JsonObject,
  document: OpenApiDocument,
): JsonObject {
  const property = stringMember(objectMember(schema, 'discriminator'), 'propertyName');
  const members = member(schema, 'oneOf');
  if (property === null || !Array.isArray(members)) return translated;
  const references = members.flatMap((part) => (isJsonObject(part) ? (stringMember(part, '$ref') ?? []) : []));
  const mapping = Object.entries(objectMember(objectMember(schema, 'discriminator'), 'mapping')).map(
    ([tag, target]) => ({ tag, target: typeof target === 'string' ? referenceTo(target) : '' }),
  );
  if (references.length < members.length || !mapping.every(({ target }) => references.includes(target)))
    return translated;
  const unnamed = references.filter((reference) => !mapping.some(({ target }) => target === reference));
  const tags = [...mapping, ...unnamed.map((target) => ({ tag: pointerSteps(target).at(-1) ?? '', target }))];
  for (const { tag, target } of tags) {
    const own = tagsOf({ $ref: target }, property, document);
    if (own !== null && !own.includes(tag)) return translated;
  }
  const { oneOf: branches, ...rest } = translated;
  const hasTag = { required: [property] };
  return {
    allOf: [
      rest,
      { type: 'object' },
      ...tags.map(({ tag, target }) => ({
        if: { properties: { [property]: { const: tag } }, ...hasTag },
        then: { $ref: `document:/${target}` },
      })),
      {
        if: hasTag,
        then: { properties: { [property]: { enum: tags.map(({ tag }) => tag) } } },
        else: { oneOf: branches ?? [] },
      },
    ],
  };
}

function referenceTo(target: string): string {
  return target.startsWith('#') ? target : `#/components/schemas/${target}`;
}

/** The values that a schema fixes a required member to; null when it does not. */
function tagsOf(
  schema: JsonValue | undefined,
  property: string,
  document: OpenApiDocument,
  depth = 0,
): JsonValue[] | null {
  if (!isJsonObject(schema) || depth > 8) return null;
  const constant = member(schema, 'const');
  const reference = stringMember(schema, '$ref');
  const target = reference !== null && isLocalReference(reference) ? document.at(reference) : undefined;
  const parts = member(schema, 'allOf');
  const all = [schema, ...(target === undefined ? [] : [target]), ...(Array.isArray(parts) ? parts : [])];
  if (property === '') {
    const listed = constant === undefined ? member(schema, 'enum') : [constant];
    return Array.isArray(listed) ? listed : firstOf(all.slice(1), '', document, depth);
  }
  const own = member(objectMember(schema, 'properties'), property);
  return own === undefined ? firstOf(all.slice(1), property, document, depth) : tagsOf(own, '', document, depth + 1);
}

function firstOf(schemas: JsonValue[], property: string, document: OpenApiDocument, depth: number): JsonValue[] | null {
  for (const schema of schemas) {
    const found = tagsOf(schema, property, document, depth + 1);
    if (found !== null) return found;
  }
  return null;
}
