import { member, objectMember, stringMember, isJsonObject } from '../document/json.ts';
import type { OpenApiDocument } from '../document/open-api-document.ts';
import { type Diagnostic, Diagnostics } from './diagnostic.ts';
import { carriesFiles } from './media-type.ts';
import type { FormatRules } from './formats.ts';
import { type Use, Forms } from './forms.ts';
import type { ErrorCodeEntry, Operation, WebhookEvent } from './operation.ts';
import { parseErrorCodes } from './parse-error-codes.ts';
import { parseOperations } from './parse-operations.ts';
import { findEventTypes } from './find-event-types.ts';
import { parseEvents } from './parse-events.ts';
import { resolveNodes } from './resolve-nodes.ts';
import { SchemaParser } from './schema-parser.ts';
import type { SchemaPlaces } from './schema-places.ts';
import { SchemaRegistry } from './schema-registry.ts';

/** All that the emitters need to know of a document. */
export interface ContractModel {
  title: string;
  version: string;
  servers: string[];
  registry: SchemaRegistry;
  forms: Forms;
  operations: Operation[];
  events: WebhookEvent[];
  errorCodes: [string, ErrorCodeEntry][];
  diagnostics: Diagnostic[];
}

/** @param places filled with every schema that is read, when given. */
export function buildModel(
  document: OpenApiDocument,
  formats: FormatRules,
  places: SchemaPlaces | null = null,
): ContractModel {
  const diagnostics = new Diagnostics();
  const registry = new SchemaRegistry();
  const parser = new SchemaParser(document, diagnostics, formats, registry, places);
  registry.wantComponents(parser);
  const operations = parseOperations(parser);
  const events = parseEvents(operations, parser);
  registry.read();
  const uses = [
    ...operations.flatMap(usesOf),
    ...events.map((event): Use => ({ node: event.node, direction: 'response', carriesFiles: false })),
  ];
  resolveNodes(rootsOf(operations, events), registry, diagnostics);
  findEventTypes(events, parser);
  const info = objectMember(document.root, 'info');
  return {
    title: stringMember(info, 'title') ?? '',
    version: stringMember(info, 'version') ?? '',
    servers: serversOf(document),
    registry,
    forms: new Forms(registry, uses),
    operations,
    events,
    errorCodes: parseErrorCodes(document, diagnostics),
    diagnostics: diagnostics.list(),
  };
}

function parametersOf({ pathParameters, query, headers, cookies }: Operation): Operation['query'] {
  return [...pathParameters, ...query, ...headers, ...cookies];
}

function usesOf(operation: Operation): Use[] {
  const uses: Use[] = [];
  for (const parameter of parametersOf(operation)) {
    uses.push({ node: parameter.node, direction: 'request', carriesFiles: false });
  }
  if (operation.body !== null)
    uses.push({
      node: operation.body.node,
      direction: 'request',
      carriesFiles: carriesFiles(operation.body.contentType),
    });
  for (const answer of operation.responses) {
    if (answer.node !== null)
      uses.push({
        node: answer.node,
        direction: 'response',
        carriesFiles: answer.contentType !== null && carriesFiles(answer.contentType),
      });
  }
  return uses;
}

function rootsOf(
  operations: Operation[],
  events: WebhookEvent[],
): { node: Operation['query'][number]['node']; pointer: string }[] {
  return [
    ...events,
    ...operations.flatMap((operation) => [
      ...parametersOf(operation).map(({ node }) => ({
        node,
        pointer: operation.pointer,
      })),
      ...(operation.body === null ? [] : [operation.body]),
      ...operation.responses.flatMap(({ node, pointer }) => (node === null ? [] : [{ node, pointer }])),
    ]),
  ];
}

function serversOf(document: OpenApiDocument): string[] {
  const servers = member(document.root, 'servers');
  if (!Array.isArray(servers)) return [];
  return servers.filter(isJsonObject).flatMap((server) => stringMember(server, 'url') ?? []);
}
