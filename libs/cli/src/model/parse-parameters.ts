import { type JsonObject, type JsonValue, isJsonObject, member, objectMember, stringMember } from '../document/json.ts';
import { joinPointer } from '../document/json-pointer.ts';
import type { Operation, ParameterStyle } from './operation.ts';
import type { PropertyNode } from './schema-node.ts';
import type { SchemaParser } from './schema-parser.ts';

type Parameters = Pick<Operation, 'pathParameters' | 'query' | 'headers' | 'cookies' | 'parameterStyles'>;

/** Headers that other parts of the document describe (OpenAPI 3.1.1, 4.8.12.1). */
const DESCRIBED_ELSEWHERE = new Set(['accept', 'content-type', 'authorization']);

const DEFAULT_STYLE: Readonly<Record<string, string>> = {
  path: 'simple',
  query: 'form',
  header: 'simple',
  cookie: 'form',
};

/** Parameters of an operation, with those of its path item that it does not replace. */
export function parseParameters(
  pathItem: JsonObject,
  itemPointer: string,
  operation: JsonObject,
  pointer: string,
  parser: SchemaParser,
): Parameters {
  const found = new Map<string, { parameter: JsonObject; pointer: string }>();
  const result: Parameters = { pathParameters: [], query: [], headers: [], cookies: [], parameterStyles: {} };
  for (const [owner, place] of [
    [pathItem, itemPointer],
    [operation, pointer],
  ] as const) {
    const list = member(owner, 'parameters');
    for (const [index, value] of (Array.isArray(list) ? list : []).entries()) {
      const parameter = resolveParameter(value, joinPointer(place, 'parameters', index), parser);
      if (parameter !== null)
        found.set(`${stringMember(parameter.parameter, 'in')} ${stringMember(parameter.parameter, 'name')}`, parameter);
    }
  }
  for (const { parameter, pointer: place } of found.values()) addParameter(result, parameter, place, parser);
  return result;
}

function resolveParameter(
  value: JsonValue,
  pointer: string,
  parser: SchemaParser,
): { parameter: JsonObject; pointer: string } | null {
  const resolved = parser.document.follow(value, pointer);
  if (resolved !== null && isJsonObject(resolved.value))
    return { parameter: resolved.value, pointer: resolved.pointer };
  parser.diagnostics.report(pointer, '$ref', 'Points to nothing in this document; the parameter is left out');
  return null;
}

function addParameter(result: Parameters, parameter: JsonObject, pointer: string, parser: SchemaParser): void {
  const name = stringMember(parameter, 'name') ?? '';
  const place = stringMember(parameter, 'in') ?? '';
  const property = parameterProperty(parameter, pointer, parser);
  if (place === 'path') result.pathParameters.push({ ...property, required: true });
  else if (place === 'query') result.query.push(property);
  else if (place === 'header') {
    if (DESCRIBED_ELSEWHERE.has(name.toLowerCase())) return;
    result.headers.push({ ...property, name: name.toLowerCase() });
  } else if (place === 'cookie') result.cookies.push(property);
  else {
    parser.diagnostics.report(pointer, 'in', `There is no place "${place}" for a parameter`);
    return;
  }
  const style = parameterStyle(parameter, place);
  if (style !== null)
    Object.defineProperty(result.parameterStyles, name, {
      value: style,
      enumerable: true,
      configurable: true,
      writable: true,
    });
}

function parameterProperty(parameter: JsonObject, pointer: string, parser: SchemaParser): PropertyNode {
  const schema = member(parameter, 'schema');
  const [media] = Object.entries(objectMember(parameter, 'content'));
  const content = media !== undefined && isJsonObject(media[1]) ? member(media[1], 'schema') : undefined;
  const place =
    media === undefined ? joinPointer(pointer, 'schema') : joinPointer(pointer, 'content', media[0], 'schema');
  return {
    name: stringMember(parameter, 'name') ?? '',
    node: parser.parse(schema ?? content ?? true, place),
    required: member(parameter, 'required') === true,
    undeclared: false,
    readOnly: false,
    writeOnly: false,
    deprecated: member(parameter, 'deprecated') === true,
    description: stringMember(parameter, 'description'),
  };
}

function parameterStyle(parameter: JsonObject, place: string): ParameterStyle | null {
  const [contentType] = Object.keys(objectMember(parameter, 'content'));
  if (contentType !== undefined) return { in: place, contentType };
  const style = stringMember(parameter, 'style') ?? DEFAULT_STYLE[place] ?? 'form';
  const explode = member(parameter, 'explode');
  const usualExplode = style === 'form';
  const result: ParameterStyle = { in: place };
  if (style !== DEFAULT_STYLE[place]) result.style = style;
  if (typeof explode === 'boolean' && (explode !== usualExplode || style === 'deepObject')) result.explode = explode;
  if (member(parameter, 'allowReserved') === true) result.allowReserved = true;
  return Object.keys(result).length > 1 ? result : null;
}
