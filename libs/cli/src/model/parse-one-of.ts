import { type JsonObject, member, objectMember, stringMember } from '../document/json.ts';
import { canonicalPointer, joinPointer, pointerSteps } from '../document/json-pointer.ts';
import type { TypeSet } from './json-types.ts';
import type { SchemaNode, UnionNode } from './schema-node.ts';
import type { SchemaParser } from './schema-parser.ts';

/** `oneOf`, with the members by tag when a discriminator names one for each. */
export function parseOneOf(schema: JsonObject, pointer: string, types: TypeSet, parser: SchemaParser): SchemaNode {
  const listed = member(schema, 'oneOf');
  const members = Array.isArray(listed)
    ? listed.map((part, index) => parser.parse(part, joinPointer(pointer, 'oneOf', index), types))
    : [];
  const possible = members.filter((node) => node.kind !== 'never');
  if (possible.length === 1 && possible[0] !== undefined) return possible[0];
  if (possible.length === 0) return { kind: 'never' };
  return {
    kind: 'union',
    members: possible,
    exclusive: true,
    discriminator: parseDiscriminator(schema, pointer, possible, parser),
  };
}

function parseDiscriminator(
  schema: JsonObject,
  pointer: string,
  members: SchemaNode[],
  parser: SchemaParser,
): UnionNode['discriminator'] {
  const discriminator = objectMember(schema, 'discriminator');
  const property = stringMember(discriminator, 'propertyName');
  if (property === null) return null;
  const tagged: { value: string; node: SchemaNode }[] = [];
  const named = new Set<string>();
  for (const [value, target] of Object.entries(objectMember(discriminator, 'mapping'))) {
    const place = typeof target === 'string' ? mappingPointer(target) : null;
    const node = members.find((candidate) => candidate.kind === 'reference' && candidate.pointer === place);
    if (node === undefined) {
      parser.diagnostics.report(
        joinPointer(pointer, 'discriminator', 'mapping', value),
        'discriminator',
        'Names no member of oneOf; the discriminator is not used',
      );
      return null;
    }
    if (place !== null) named.add(place);
    tagged.push({ value, node });
  }
  for (const node of members) {
    // A member that the mapping does not name goes by the name of its component (OpenAPI 3.1.1, 4.8.25).
    if (node.kind !== 'reference') return null;
    const name = pointerSteps(node.pointer).at(-1);
    if (!named.has(node.pointer) && name !== undefined) tagged.push({ value: name, node });
  }
  return { property, members: tagged };
}

function mappingPointer(target: string): string {
  return target.startsWith('#/') ? canonicalPointer(target) : joinPointer('#/components/schemas', target);
}
