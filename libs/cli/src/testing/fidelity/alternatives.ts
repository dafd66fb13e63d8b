import {
  type JsonObject,
  type JsonValue,
  isJsonObject,
  member,
  objectMember,
  stringMember,
} from '../../document/json.ts';
import { type OpenApiDocument, isLocalReference } from '../../document/open-api-document.ts';

/** Schema objects that hold together: one way through the unions and conditions of a schema. */
export type Alternative = readonly JsonObject[];

/**
 * The ways to satisfy a schema, references followed. One union at a time takes its other branches, so that their number adds up and does
 * not multiply; the first alternative takes the first branch everywhere.
 */
export function alternativesOf(
  schema: JsonValue,
  document: OpenApiDocument,
  path: ReadonlySet<JsonValue> = new Set(),
): Alternative[] {
  if (schema === false) return [];
  if (!isJsonObject(schema) || path.has(schema)) return [[]];
  const below = new Set([...path, schema]);
  const inner = (part: JsonValue): Alternative[] => alternativesOf(part, document, below);
  const reference = member(schema, '$ref');
  const target = typeof reference === 'string' && isLocalReference(reference) ? document.at(reference) : undefined;
  if (target !== undefined && document.dialect === '3.0') return inner(target);
  let result: Alternative[] = [[schema]];
  if (target !== undefined) result = both(result, inner(target));
  for (const part of listOf(schema, 'allOf')) result = both(result, inner(part));
  const anyOf = listOf(schema, 'anyOf');
  if (anyOf.length > 0) result = both(result, anyOf.flatMap(inner));
  const oneOf = listOf(schema, 'oneOf');
  if (oneOf.length > 0) {
    result = both(
      result,
      oneOf.flatMap((part) => both(inner(part), [tagPart(schema, part)])),
    );
  }
  const condition = member(schema, 'if');
  if (condition !== undefined) {
    const met = both(inner(condition), inner(member(schema, 'then') ?? true));
    result = both(result, [...met, ...inner(member(schema, 'else') ?? true)]);
  }
  for (const [name, part] of Object.entries(objectMember(schema, 'dependentSchemas'))) {
    result = both(result, [[], ...both([[{ required: [name] }]], inner(part))]);
  }
  return result;
}

export function listOf(schema: JsonObject, keyword: string): JsonValue[] {
  const list = member(schema, keyword);
  return Array.isArray(list) ? list : [];
}

function both(left: Alternative[], right: Alternative[]): Alternative[] {
  const [first, ...others] = right;
  if (first === undefined || left[0] === undefined) return [];
  const [base] = left;
  return [...left.map((parts) => [...parts, ...first]), ...others.map((parts) => [...base, ...parts])];
}

/** What the discriminator makes of a branch: its tag must stand in the object. */
function tagPart(schema: JsonObject, branch: JsonValue): Alternative {
  const discriminator = objectMember(schema, 'discriminator');
  const property = stringMember(discriminator, 'propertyName');
  const reference = isJsonObject(branch) ? stringMember(branch, '$ref') : null;
  if (property === null || reference === null) return [];
  const mapped = Object.entries(objectMember(discriminator, 'mapping')).find(
    ([, target]) => target === reference || (typeof target === 'string' && reference.endsWith(`/${target}`)),
  );
  const tag = mapped?.[0] ?? reference.split('/').at(-1) ?? '';
  return [{ properties: { [property]: { enum: [tag] } }, required: [property] }];
}
