import {
  type JsonObject,
  type JsonValue,
  isJsonObject,
  member,
  numberMember,
  objectMember,
  stringMember,
} from '../document/json.ts';
import { joinPointer } from '../document/json-pointer.ts';
import { parsePattern } from './pattern.ts';
import { type ArrayNode, type ObjectNode, type PropertyNode, type SchemaNode, UNKNOWN } from './schema-node.ts';
import type { SchemaParser } from './schema-parser.ts';

export function parseArray(schema: JsonObject, pointer: string, parser: SchemaParser): ArrayNode {
  const prefix = member(schema, 'prefixItems');
  const items = member(schema, 'items');
  const contains = member(schema, 'contains');
  return {
    kind: 'array',
    prefix: Array.isArray(prefix)
      ? prefix.map((item, index) => parser.parse(item, joinPointer(pointer, 'prefixItems', index)))
      : [],
    items: items === undefined ? UNKNOWN : parser.parse(items, joinPointer(pointer, 'items')),
    minItems: numberMember(schema, 'minItems'),
    maxItems: numberMember(schema, 'maxItems'),
    uniqueItems: member(schema, 'uniqueItems') === true,
    contains:
      contains === undefined
        ? null
        : {
            node: parser.parse(contains, joinPointer(pointer, 'contains')),
            minimum: numberMember(schema, 'minContains') ?? 1,
            maximum: numberMember(schema, 'maxContains'),
          },
  };
}

export function parseObject(schema: JsonObject, pointer: string, parser: SchemaParser): ObjectNode {
  const additionalSchema = member(schema, 'additionalProperties');
  const additional =
    additionalSchema === undefined
      ? UNKNOWN
      : parser.parse(additionalSchema, joinPointer(pointer, 'additionalProperties'));
  const propertyNames = member(schema, 'propertyNames');
  const patterns = parsePatterns(schema, pointer, parser);
  return {
    kind: 'object',
    properties: parseProperties(schema, pointer, parser, patterns.length === 0 ? additional : UNKNOWN),
    additional,
    patterns,
    propertyNames:
      propertyNames === undefined ? null : parser.parse(propertyNames, joinPointer(pointer, 'propertyNames')),
    minProperties: numberMember(schema, 'minProperties'),
    maxProperties: numberMember(schema, 'maxProperties'),
    ...parseDependencies(schema, pointer, parser),
  };
}

function parseProperties(
  schema: JsonObject,
  pointer: string,
  parser: SchemaParser,
  additional: SchemaNode,
): PropertyNode[] {
  const required = namesOf(member(schema, 'required'));
  const declared = objectMember(schema, 'properties');
  const properties = Object.entries(declared).map(([name, value]): PropertyNode => {
    const place = joinPointer(pointer, 'properties', name);
    return {
      name,
      node: parser.parse(value, place),
      required: required.has(name),
      undeclared: false,
      readOnly: parser.isMarked(value, 'readOnly'),
      writeOnly: parser.isMarked(value, 'writeOnly'),
      deprecated: isJsonObject(value) && member(value, 'deprecated') === true,
      description: isJsonObject(value) ? stringMember(value, 'description') : null,
    };
  });
  for (const name of required) {
    if (Object.hasOwn(declared, name)) continue;
    const flags = {
      required: true,
      undeclared: true,
      readOnly: false,
      writeOnly: false,
      deprecated: false,
      description: null,
    };
    properties.push({ name, node: additional, ...flags });
  }
  return properties;
}

function parsePatterns(schema: JsonObject, pointer: string, parser: SchemaParser): ObjectNode['patterns'] {
  const patterns: ObjectNode['patterns'] = [];
  for (const [source, value] of Object.entries(objectMember(schema, 'patternProperties'))) {
    const place = joinPointer(pointer, 'patternProperties', source);
    const pattern = parsePattern(source);
    if (pattern !== null) patterns.push({ pattern, node: parser.parse(value, place) });
    else
      parser.diagnostics.report(place, 'patternProperties', 'Not an ECMAScript regular expression; it is not checked');
  }
  return patterns;
}

/** `dependentRequired` and `dependentSchemas`, and `dependencies` of earlier drafts, which is both. */
function parseDependencies(
  schema: JsonObject,
  pointer: string,
  parser: SchemaParser,
): Pick<ObjectNode, 'dependentRequired' | 'dependentSchemas'> {
  const result: Pick<ObjectNode, 'dependentRequired' | 'dependentSchemas'> = {
    dependentRequired: [],
    dependentSchemas: [],
  };
  for (const keyword of ['dependentRequired', 'dependentSchemas', 'dependencies']) {
    for (const [name, value] of Object.entries(objectMember(schema, keyword))) {
      if (Array.isArray(value)) result.dependentRequired.push({ name, required: [...namesOf(value)] });
      else result.dependentSchemas.push({ name, node: parser.parse(value, joinPointer(pointer, keyword, name)) });
    }
  }
  return result;
}

function namesOf(value: JsonValue | undefined): Set<string> {
  return new Set(Array.isArray(value) ? value.filter((name) => typeof name === 'string') : []);
}
