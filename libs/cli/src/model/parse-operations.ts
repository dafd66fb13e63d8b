import { type JsonObject, type JsonValue, isJsonObject, member, objectMember, stringMember } from '../document/json.ts';
import { joinPointer } from '../document/json-pointer.ts';
import { type Operation, METHODS } from './operation.ts';
import { parseBody, parseResponses } from './parse-bodies.ts';
import { parseParameters } from './parse-parameters.ts';
import type { SchemaParser } from './schema-parser.ts';

/** Methods that the typed contracts have no room for. */
const OTHER_METHODS = ['options', 'head', 'trace'];

export function parseOperations(parser: SchemaParser): Operation[] {
  const operations: Operation[] = [];
  for (const [path, value] of Object.entries(objectMember(parser.document.root, 'paths'))) {
    if (!path.startsWith('/')) continue;
    const resolved = parser.document.follow(value, joinPointer('#/paths', path));
    if (resolved === null || !isJsonObject(resolved.value)) {
      parser.diagnostics.report(
        joinPointer('#/paths', path),
        '$ref',
        'Points to nothing in this document; the path is left out',
      );
      continue;
    }
    const place = resolved.pointer;
    for (const method of METHODS) {
      const operation = member(resolved.value, method);
      if (isJsonObject(operation))
        operations.push(parseOperation(path, method, resolved.value, place, operation, parser));
    }
    for (const method of OTHER_METHODS) {
      if (Object.hasOwn(resolved.value, method))
        parser.diagnostics.report(
          joinPointer(place, method),
          method,
          `${method.toUpperCase()} operations are not expressed`,
        );
    }
  }
  return operations.sort((a, b) => compare(a.path, b.path) || compare(a.method, b.method));
}

function parseOperation(
  path: string,
  method: string,
  item: JsonObject,
  itemPointer: string,
  operation: JsonObject,
  parser: SchemaParser,
): Operation {
  const pointer = joinPointer(itemPointer, method);
  const tags = member(operation, 'tags');
  const body = parseBody(operation, pointer, parser);
  const parameters = parseParameters(item, itemPointer, operation, pointer, parser);
  reportPathParameters(
    path,
    pointer,
    parameters.pathParameters.map((parameter) => parameter.name),
    parser,
  );
  if (body !== null && method === 'get')
    parser.diagnostics.report(joinPointer(pointer, 'requestBody'), 'requestBody', 'The body of a GET is not expressed');
  return {
    pointer,
    method: method.toUpperCase(),
    path,
    operationId: stringMember(operation, 'operationId') ?? `${method} ${path}`,
    tags: Array.isArray(tags) ? tags.filter((tag) => typeof tag === 'string') : [],
    summary: stringMember(operation, 'summary'),
    description: stringMember(operation, 'description'),
    deprecated: member(operation, 'deprecated') === true,
    security: parseSecurity(member(operation, 'security') ?? member(parser.document.root, 'security')),
    ...parameters,
    body: method === 'get' ? null : body,
    responses: parseResponses(operation, pointer, parser),
  };
}

function reportPathParameters(path: string, pointer: string, declared: string[], parser: SchemaParser): void {
  const inPath = [...path.matchAll(/\{([^{}]+)\}/g)].map(([, name]) => name);
  for (const name of inPath) {
    if (name !== undefined && !declared.includes(name))
      parser.diagnostics.report(
        pointer,
        'parameters',
        `The path parameter "${name}" is not declared; any text is accepted`,
      );
  }
}

function parseSecurity(value: JsonValue | undefined): Record<string, string[]>[] {
  if (!Array.isArray(value)) return [];
  return value
    .filter(isJsonObject)
    .map((alternative) =>
      Object.fromEntries(
        Object.entries(alternative).map(([scheme, scopes]) => [
          scheme,
          Array.isArray(scopes) ? scopes.filter((scope) => typeof scope === 'string') : [],
        ]),
      ),
    );
}

function compare(left: string, right: string): number {
  if (left === right) return 0;
  return left < right ? -1 : 1;
}
