import type { JsonPrimitive } from '../document/json.ts';
import type { Diagnostics } from './diagnostic.ts';
import { walk } from './node-children.ts';
import { type ObjectNode, type PropertyNode, type SchemaNode, type UnionNode, UNKNOWN } from './schema-node.ts';
import type { SchemaRegistry } from './schema-registry.ts';

/**
 * The steps that need every schema to have been read: schemas that are only references to each other, unions whose members exclude
 * each other, discriminators, and names that only `required` mentions.
 */
export function resolveNodes(
  roots: { node: SchemaNode; pointer: string }[],
  registry: SchemaRegistry,
  diagnostics: Diagnostics,
): void {
  for (const schema of registry.list()) {
    if (!isOnlyItself(schema.pointer, registry)) continue;
    diagnostics.report(schema.pointer, '$ref', 'Refers to nothing but itself; any value is accepted');
    schema.node = UNKNOWN;
  }
  for (const root of [...registry.list(), ...roots]) {
    for (const node of walk(root.node)) {
      if (node.kind === 'union') resolveUnion(node, root.pointer, registry, diagnostics);
      if (node.kind === 'every') adoptProperties(node.members, registry);
    }
  }
}

/** Whether a type alias for this schema would mention itself without an object or array between. */
function isOnlyItself(start: string, registry: SchemaRegistry): boolean {
  const seen = new Set<string>();
  const visit = (node: SchemaNode): boolean => {
    if (node.kind === 'union' || node.kind === 'every') return node.members.some(visit);
    if (node.kind !== 'reference') return false;
    if (node.pointer === start) return true;
    if (seen.has(node.pointer)) return false;
    seen.add(node.pointer);
    return visit(registry.get(node.pointer)?.node ?? UNKNOWN);
  };
  return visit(registry.get(start)?.node ?? UNKNOWN);
}

function resolveUnion(node: UnionNode, pointer: string, registry: SchemaRegistry, diagnostics: Diagnostics): void {
  if (node.discriminator !== null) {
    const { property, members } = node.discriminator;
    const tags = members.map((member) => ({ ...member, values: literalsOf(member.node, property, registry) }));
    if (tags.some(({ value, values }) => values !== null && !values.includes(value))) {
      diagnostics.report(
        pointer,
        'discriminator',
        `A member fixes "${property}" to another value than the mapping; the discriminator is not used`,
      );
      node.discriminator = null;
    } else if (tags.some(({ values }) => values === null)) {
      diagnostics.report(
        pointer,
        'discriminator',
        `Members do not fix "${property}", so the mapping decides between them and not oneOf`,
      );
    }
  }
  if (node.exclusive && allDisjoint(node.members, registry)) node.exclusive = false;
}

function allDisjoint(members: SchemaNode[], registry: SchemaRegistry): boolean {
  return members.every((left, index) => members.slice(index + 1).every((right) => areDisjoint(left, right, registry)));
}

/** True only when no value can be accepted by both. */
export function areDisjoint(left: SchemaNode, right: SchemaNode, registry: SchemaRegistry): boolean {
  const one = shapeOf(left, registry);
  const other = shapeOf(right, registry);
  if (one === null || other === null) return false;
  if (one.values !== null && other.values !== null) return !one.values.some((value) => other.values?.includes(value));
  if (one.type !== other.type) return true;
  if (one.object === null || other.object === null) return false;
  for (const property of one.object.properties) {
    const twin = other.object.properties.find((candidate) => candidate.name === property.name);
    if (twin?.required !== true || !property.required) continue;
    const values = shapeOf(property.node, registry)?.values;
    const twins = shapeOf(twin.node, registry)?.values;
    if (values && twins && !values.some((value) => twins.includes(value))) return true;
  }
  return false;
}

interface Shape {
  type: string;
  values: JsonPrimitive[] | null;
  object: ObjectNode | null;
}

/** What is known of every value that a node accepts; null when that is not one type. */
function shapeOf(node: SchemaNode, registry: SchemaRegistry, depth = 0): Shape | null {
  if (depth > 8) return null;
  switch (node.kind) {
    case 'literal': {
      const types = new Set(node.values.map((value) => (value === null ? 'null' : typeof value)));
      const [type] = types;
      return types.size === 1 && type !== undefined ? { type, values: node.values, object: null } : null;
    }
    case 'null':
      return { type: 'null', values: [null], object: null };
    case 'string':
    case 'number':
    case 'boolean':
    case 'array':
      return { type: node.kind, values: null, object: null };
    case 'object':
      return { type: 'object', values: null, object: node };
    case 'reference':
      return shapeOf(registry.get(node.pointer)?.node ?? UNKNOWN, registry, depth + 1);
    case 'unknown':
    case 'never':
    case 'constant':
    case 'binary':
    case 'union':
    case 'every':
    case 'not':
    case 'conditional':
    case 'unevaluated':
      return null;
  }
}

/** The values that an object's property is fixed to, if it must be there and is; null otherwise. */
export function literalsOf(node: SchemaNode, property: string, registry: SchemaRegistry): JsonPrimitive[] | null {
  const found = findProperty(node, property, registry);
  return found?.required === true ? (shapeOf(found.node, registry)?.values ?? null) : null;
}

export function findProperty(node: SchemaNode, name: string, registry: SchemaRegistry, depth = 0): PropertyNode | null {
  if (depth > 8) return null;
  if (node.kind === 'reference')
    return findProperty(registry.get(node.pointer)?.node ?? UNKNOWN, name, registry, depth + 1);
  if (node.kind === 'object')
    return node.properties.find((property) => property.name === name && !property.undeclared) ?? null;
  if (node.kind !== 'every') return null;
  const found = node.members
    .map((member) => findProperty(member, name, registry, depth + 1))
    .filter((property) => property !== null);
  return found.find((property) => property.required) ?? found[0] ?? null;
}

/** A name that one member only requires gets the schema that another member gives it, so that its type is known. */
function adoptProperties(members: SchemaNode[], registry: SchemaRegistry): void {
  for (const member of members) {
    if (member.kind !== 'object') continue;
    member.properties = member.properties.map((property) => {
      if (!property.undeclared || property.node.kind !== 'unknown') return property;
      const found = members
        .filter((other) => other !== member)
        .map((other) => findProperty(other, property.name, registry))
        .find((known) => known !== null);
      return found == null ? property : { ...found, required: true, undeclared: true };
    });
  }
}
