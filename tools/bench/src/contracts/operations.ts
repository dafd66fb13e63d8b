import type { OpenApiDocument } from '@throughline/cli';
import { isObject, type Json, type JsonObject } from './json.ts';

export interface ListedOperation {
  id: string;
  path: string;
  /** The schema of its JSON answer of status 200. */
  answer: Json;
}

/** The operations that a client can call without an argument: GET, no path parameter, nothing required, a JSON answer. */
export function plainOperations(document: OpenApiDocument): ListedOperation[] {
  const found: ListedOperation[] = [];
  for (const [path, item] of Object.entries(objectAt(document.root, 'paths'))) {
    const operation = isObject(item) ? objectAt(item, 'get') : {};
    const shared = isObject(item) ? item['parameters'] : undefined;
    const parameters = [operation['parameters'], shared].flatMap((list) => (Array.isArray(list) ? list : []));
    const needy = parameters.some((parameter) => {
      const value = document.follow(parameter, '#')?.value;
      return isObject(value) && value['required'] === true;
    });
    const answer = answerOf(document, operation);
    const id = operation['operationId'];
    if (typeof id === 'string' && answer !== undefined && !needy && !path.includes('{'))
      found.push({ id, path, answer });
  }
  return found;
}

/** @throws {Error} when there is none of this id */
export function operationById(document: OpenApiDocument, id: string): ListedOperation {
  for (const [path, item] of Object.entries(objectAt(document.root, 'paths'))) {
    const operation = isObject(item) ? objectAt(item, 'get') : {};
    const answer = answerOf(document, operation);
    if (operation['operationId'] === id && answer !== undefined) return { id, path, answer };
  }
  throw new Error(`No GET operation ${id} answers with JSON.`);
}

/** Spread evenly, so that a client touches many parts of a document. */
export function spread<T>(all: readonly T[], count: number): T[] {
  if (all.length <= count) return [...all];
  return Array.from({ length: count }, (_, index) => all[Math.floor((index * all.length) / count)]).flatMap((item) =>
    item === undefined ? [] : [item],
  );
}

function answerOf(document: OpenApiDocument, operation: JsonObject): Json | undefined {
  const answer = document.follow(objectAt(operation, 'responses')['200'], '#')?.value;
  const json = isObject(answer) ? objectAt(objectAt(answer, 'content'), 'application/json') : {};
  return json['schema'];
}

function objectAt(value: JsonObject, name: string): JsonObject {
  const found = value[name];
  return isObject(found) ? found : {};
}
