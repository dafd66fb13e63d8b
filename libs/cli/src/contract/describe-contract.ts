import type { JsonObject } from '../document/json.ts';
import { displayName } from '../emit/emit-schemas.ts';
import type { ContractModel } from '../model/contract-model.ts';
import type { Operation } from '../model/operation.ts';
import type { Contract } from './contract.ts';
import { byName, compact, flag, membersShape, shapeOf } from './shape.ts';

export function describeContract(model: ContractModel): Contract {
  return {
    operations: new Map(
      model.operations.map((operation) => [`${operation.method} ${operation.path}`, operationEntry(operation)]),
    ),
    schemas: new Map(model.registry.list().map(({ pointer, node }) => [displayName(pointer), shapeOf(node)])),
    events: new Map(
      model.events.map(({ name, types, node }) => [
        name,
        { types: types === null ? [] : [...types].sort(), schema: shapeOf(node) },
      ]),
    ),
  };
}

function operationEntry(operation: Operation): JsonObject {
  const { operationId, deprecated, security, parameterStyles, body, responses } = operation;
  const place = (properties: Operation['query']): JsonObject | null =>
    properties.length === 0 ? null : membersShape(properties);
  return compact({
    operationId,
    deprecated: flag(deprecated),
    security: security.map((alternative) => byName(Object.entries(alternative))),
    path: place(operation.pathParameters),
    query: place(operation.query),
    headers: place(operation.headers),
    cookies: place(operation.cookies),
    styles: Object.keys(parameterStyles).length === 0 ? null : styles(parameterStyles),
    body:
      body === null
        ? null
        : compact({ contentType: body.contentType, required: flag(body.required), schema: shapeOf(body.node) }),
    responses: byName(
      responses.map(({ status, contentType, node }) => [
        status,
        compact({ contentType, schema: node === null ? null : shapeOf(node) }),
      ]),
    ),
  });
}

function styles(parameterStyles: Operation['parameterStyles']): JsonObject {
  return byName(Object.entries(parameterStyles).map(([name, style]): [string, JsonObject] => [name, { ...style }]));
}
