import { type ObjectNode, type PropertyNode, type SchemaNode, NEVER, UNKNOWN } from './schema-node.ts';

/** All of the members. What says nothing is left out; objects that only add to each other become one. */
export function every(members: SchemaNode[]): SchemaNode {
  const flat = members.flatMap((member) => (member.kind === 'every' ? member.members : [member]));
  if (flat.some((member) => member.kind === 'never')) return NEVER;
  const result: SchemaNode[] = [];
  for (const member of flat) {
    if (member.kind === 'unknown') continue;
    const index =
      member.kind === 'object' ? result.findIndex((other) => other.kind === 'object' && canMerge(other, member)) : -1;
    const other = result[index];
    if (member.kind === 'object' && other?.kind === 'object') result[index] = merge(other, member);
    else if (!result.some((known) => sameReference(known, member))) result.push(member);
  }
  if (result.length === 0) return UNKNOWN;
  return result.length === 1 ? (result[0] ?? UNKNOWN) : { kind: 'every', members: result };
}

/** Any of the members. */
export function union(members: SchemaNode[]): SchemaNode {
  const flat = members.flatMap((member) => (isPlainUnion(member) ? member.members : [member]));
  if (flat.some((member) => member.kind === 'unknown')) return UNKNOWN;
  const result: SchemaNode[] = [];
  for (const member of flat) {
    if (member.kind === 'never') continue;
    const known = result.find((other) => other.kind === 'literal');
    if (member.kind === 'literal' && known?.kind === 'literal') {
      known.values = [...new Set([...known.values, ...member.values])];
    } else if (member.kind === 'literal') result.push({ kind: 'literal', values: [...member.values] });
    else if (!result.some((other) => sameReference(other, member) || (other.kind === 'null' && member.kind === 'null')))
      result.push(member);
  }
  if (result.length === 0) return NEVER;
  return result.length === 1
    ? (result[0] ?? NEVER)
    : { kind: 'union', members: result, exclusive: false, discriminator: null };
}

export function nullable(node: SchemaNode): SchemaNode {
  return union([node, { kind: 'null' }]);
}

function isPlainUnion(node: SchemaNode): node is Extract<SchemaNode, { kind: 'union' }> {
  return node.kind === 'union' && !node.exclusive && node.discriminator === null;
}

function sameReference(left: SchemaNode, right: SchemaNode): boolean {
  return left.kind === 'reference' && right.kind === 'reference' && left.pointer === right.pointer;
}

/** `additionalProperties` and patterns speak of the properties beside them, so only objects without them can become one. */
function canMerge(left: ObjectNode, right: ObjectNode): boolean {
  return [left, right].every(
    (node) =>
      node.additional.kind === 'unknown' &&
      node.patterns.length === 0 &&
      node.propertyNames === null &&
      node.minProperties === null &&
      node.maxProperties === null,
  );
}

function merge(left: ObjectNode, right: ObjectNode): ObjectNode {
  const properties = new Map(left.properties.map((property) => [property.name, property]));
  for (const property of right.properties) {
    const known = properties.get(property.name);
    properties.set(property.name, known === undefined ? property : mergeProperty(known, property));
  }
  return {
    ...left,
    properties: [...properties.values()],
    dependentRequired: [...left.dependentRequired, ...right.dependentRequired],
    dependentSchemas: [...left.dependentSchemas, ...right.dependentSchemas],
  };
}

export function mergeProperty(left: PropertyNode, right: PropertyNode): PropertyNode {
  return {
    name: left.name,
    node: every([left.node, right.node]),
    required: left.required || right.required,
    undeclared: left.undeclared && right.undeclared,
    readOnly: left.readOnly || right.readOnly,
    writeOnly: left.writeOnly || right.writeOnly,
    deprecated: left.deprecated || right.deprecated,
    description: right.description ?? left.description,
  };
}
