import type { JsonObject, JsonValue } from '../document/json.ts';
import { displayName } from '../emit/emit-schemas.ts';
import type { Evaluation } from '../model/evaluation.ts';
import type { NumberNode, ObjectNode, PropertyNode, SchemaNode, StringNode, UnionNode } from '../model/schema-node.ts';

/**
 * A node as compact JSON: `true` for anything, `false` for nothing, a type's name where nothing else is said, `#Name` for a named schema,
 * an object with the keywords of JSON Schema otherwise. Whatever has no order is sorted.
 */
export function shapeOf(node: SchemaNode): JsonValue {
  switch (node.kind) {
    case 'unknown':
      return true;
    case 'never':
      return false;
    case 'boolean':
    case 'null':
    case 'binary':
      return node.kind;
    case 'literal':
      return { enum: sorted(node.values) };
    case 'constant':
      return { const: node.value };
    case 'string':
      return stringShape(node);
    case 'number':
      return numberShape(node);
    case 'array':
      return compact({
        items: shapeOf(node.items),
        prefixItems: node.prefix.map(shapeOf),
        minItems: least(node.minItems),
        maxItems: node.maxItems,
        uniqueItems: flag(node.uniqueItems),
        contains:
          node.contains === null
            ? null
            : compact({
                schema: shapeOf(node.contains.node),
                minimum: node.contains.minimum,
                maximum: node.contains.maximum,
              }),
      });
    case 'object':
      return objectShape(node);
    case 'union':
      return unionShape(node);
    case 'every':
      return { allOf: node.members.map(shapeOf) };
    case 'reference':
      return `#${displayName(node.pointer)}`;
    case 'not':
      return { not: shapeOf(node.inner) };
    case 'conditional':
      return { if: shapeOf(node.condition), then: shapeOf(node.then), else: shapeOf(node.otherwise) };
    case 'unevaluated':
      return { [node.keyword]: shapeOf(node.rest), evaluated: node.evaluated.map(evaluationShape) };
  }
}

/** The shape of an object with these members and any others: also what the parameters of one place are. */
export function membersShape(properties: readonly PropertyNode[]): JsonObject {
  const names = (has: (property: PropertyNode) => boolean): string[] =>
    properties
      .filter(has)
      .map((property) => property.name)
      .sort();
  return compact({
    properties: byName(properties.map(({ name, node }) => [name, shapeOf(node)])),
    required: names((property) => property.required),
    readOnly: names((property) => property.readOnly),
    writeOnly: names((property) => property.writeOnly),
  });
}

/** Without the keywords that say nothing: null and empty lists. False stays: as a schema it says much. */
export function compact(keywords: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(keywords).filter(([, value]) => value !== null && !(Array.isArray(value) && value.length === 0)),
  );
}

export function flag(value: boolean): true | null {
  return value ? true : null;
}

/** A least number of nothing is no bound. */
function least(count: number | null): number | null {
  return count === 0 ? null : count;
}

export function byName<Value>(entries: [string, Value][]): Record<string, Value> {
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
}

function stringShape(node: StringNode): JsonValue {
  const keywords = compact({
    format: node.format,
    minLength: least(node.minLength),
    maxLength: node.maxLength,
    patterns: node.patterns.map(({ source }) => source).sort(),
  });
  return Object.keys(keywords).length === 0 ? 'string' : { type: 'string', ...keywords };
}

function numberShape(node: NumberNode): JsonValue {
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum, multipleOf } = node;
  const format = node.int32 ? 'int32' : null;
  const keywords = compact({ format, minimum, maximum, exclusiveMinimum, exclusiveMaximum, multipleOf });
  const type = node.integer || node.int32 ? 'integer' : 'number';
  return Object.keys(keywords).length === 0 ? type : { type, ...keywords };
}

function objectShape(node: ObjectNode): JsonObject {
  const additional = shapeOf(node.additional);
  return {
    ...membersShape(node.properties),
    // False says much here, and true is what is usual.
    ...(additional === true ? {} : { additional }),
    ...compact({
      patternProperties:
        node.patterns.length === 0
          ? null
          : byName(node.patterns.map(({ pattern, node: inner }) => [pattern.source, shapeOf(inner)])),
      propertyNames: node.propertyNames === null ? null : shapeOf(node.propertyNames),
      minProperties: least(node.minProperties),
      maxProperties: node.maxProperties,
      dependentRequired:
        node.dependentRequired.length === 0
          ? null
          : byName(node.dependentRequired.map(({ name, required }) => [name, [...required].sort()])),
      dependentSchemas:
        node.dependentSchemas.length === 0
          ? null
          : byName(node.dependentSchemas.map(({ name, node: inner }) => [name, shapeOf(inner)])),
    }),
  };
}

function unionShape(node: UnionNode): JsonObject {
  if (node.discriminator !== null) {
    const { property, members } = node.discriminator;
    return { by: property, members: byName(members.map(({ value, node: member }) => [value, shapeOf(member)])) };
  }
  return { [node.exclusive ? 'oneOf' : 'anyOf']: node.members.map(shapeOf) };
}

function evaluationShape(evaluation: Evaluation): JsonValue {
  switch (evaluation.kind) {
    case 'all':
      return 'all';
    case 'names':
      return { names: [...evaluation.names].sort() };
    case 'matching':
      return { matching: evaluation.patterns.map(({ source }) => source) };
    case 'first':
      return { first: evaluation.count };
    case 'accepted':
      return { accepted: shapeOf(evaluation.node) };
    case 'when':
      return {
        when: shapeOf(evaluation.condition),
        then: evaluation.then.map(evaluationShape),
        else: evaluation.otherwise.map(evaluationShape),
      };
    case 'present':
      return { present: evaluation.name, then: evaluation.then.map(evaluationShape) };
  }
}

function sorted<Value extends JsonValue>(values: readonly Value[]): Value[] {
  const text = new Map(values.map((value) => [value, JSON.stringify(value)]));
  return [...values].sort((a, b) => ((text.get(a) ?? '') < (text.get(b) ?? '') ? -1 : 1));
}
