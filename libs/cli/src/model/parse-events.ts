import { type JsonObject, type JsonValue, isJsonObject, member, objectMember, stringMember } from '../document/json.ts';
import { joinPointer } from '../document/json-pointer.ts';
import { type Operation, type WebhookEvent, METHODS } from './operation.ts';
import { parseBody } from './parse-bodies.ts';
import type { SchemaParser } from './schema-parser.ts';

/** The events of a document: the bodies of its webhooks (3.1) and of its operations' callbacks. */
export function parseEvents(operations: readonly Operation[], parser: SchemaParser): WebhookEvent[] {
  const events = [...parseWebhooks(parser), ...operations.flatMap((operation) => parseCallbacks(operation, parser))];
  return nameApart(events).sort((a, b) => (a.name < b.name ? -1 : 1));
}

function parseWebhooks(parser: SchemaParser): WebhookEvent[] {
  return Object.entries(objectMember(parser.document.root, 'webhooks')).flatMap(([name, value]) => {
    const place = joinPointer('#/webhooks', name);
    const resolved = parser.document.follow(value, place);
    const post = resolved !== null && isJsonObject(resolved.value) ? member(resolved.value, 'post') : undefined;
    if (resolved === null || !isJsonObject(post)) {
      parser.diagnostics.report(place, 'webhooks', 'Has no POST operation; the event is left out');
      return [];
    }
    const node = parseSent(post, joinPointer(resolved.pointer, 'post'), place, 'webhooks', parser);
    return node === null ? [] : [eventOf(name, place, post, node)];
  });
}

/** Each callback of an operation, under the address that an expression gives it, may ask for several methods. */
function parseCallbacks({ operationId, pointer }: Operation, parser: SchemaParser): WebhookEvent[] {
  const operation = parser.document.at(pointer);
  const callbacks = isJsonObject(operation) ? objectMember(operation, 'callbacks') : {};
  return Object.entries(callbacks).flatMap(([name, value]) => {
    const place = joinPointer(pointer, 'callbacks', name);
    const callback = object(value, place, parser);
    if (callback === null) return [];
    return Object.entries(callback.value).flatMap(([expression, item]) => {
      if (expression.startsWith('x-')) return [];
      const path = object(item, joinPointer(callback.pointer, expression), parser);
      if (path === null) return [];
      return METHODS.flatMap((method) => {
        const sent = member(path.value, method);
        if (!isJsonObject(sent)) return [];
        const sentPlace = joinPointer(path.pointer, method);
        const node = parseSent(sent, sentPlace, sentPlace, 'callbacks', parser);
        return node === null ? [] : [eventOf(`${operationId}.${name}`, sentPlace, sent, node)];
      });
    });
  });
}

function object(
  value: JsonValue,
  pointer: string,
  parser: SchemaParser,
): { value: JsonObject; pointer: string } | null {
  const resolved = parser.document.follow(value, pointer);
  if (resolved !== null && isJsonObject(resolved.value)) return { value: resolved.value, pointer: resolved.pointer };
  parser.diagnostics.report(pointer, '$ref', 'Points to nothing in this document; the callback is left out');
  return null;
}

/** What is sent; null for an operation that sends no body. */
function parseSent(
  operation: JsonObject,
  operationPointer: string,
  place: string,
  keyword: 'webhooks' | 'callbacks',
  parser: SchemaParser,
): WebhookEvent['node'] | null {
  const report = (pointer: string, reason: string): void => {
    parser.diagnostics.report(pointer, keyword, reason);
  };
  const parameters = member(operation, 'parameters');
  if (Array.isArray(parameters) && parameters.length > 0)
    report(joinPointer(operationPointer, 'parameters'), 'Parameters of an event are not expressed');
  for (const [status, answer] of Object.entries(objectMember(operation, 'responses'))) {
    const pointer = joinPointer(operationPointer, 'responses', status);
    const resolved = parser.document.follow(answer, pointer)?.value;
    if (isJsonObject(resolved) && Object.keys(objectMember(resolved, 'content')).length > 0)
      report(pointer, 'The body of the answer to an event is not expressed');
  }
  if (Object.keys(objectMember(operation, 'callbacks')).length > 0)
    report(joinPointer(operationPointer, 'callbacks'), 'Callbacks of an event are not expressed');
  const body = parseBody(operation, operationPointer, parser);
  if (body === null) report(place, 'Has no body; the event is left out');
  return body?.node ?? null;
}

function eventOf(name: string, pointer: string, operation: JsonObject, node: WebhookEvent['node']): WebhookEvent {
  const description = stringMember(operation, 'description') ?? stringMember(operation, 'summary');
  return { name, pointer, description, node, types: null };
}

/** A callback with several methods or addresses has each under its own name: the method, then a number, is put behind it. */
function nameApart(events: WebhookEvent[]): WebhookEvent[] {
  const byName = new Map<string, WebhookEvent[]>();
  for (const event of events) byName.set(event.name, [...(byName.get(event.name) ?? []), event]);
  const taken = new Set<string>();
  const free = (wanted: string): string => {
    let name = wanted;
    for (let number = 2; taken.has(name) || (name !== wanted && byName.has(name)); number += 1)
      name = `${wanted}.${number}`;
    taken.add(name);
    return name;
  };
  for (const group of byName.values()) {
    for (const event of group) {
      const method = event.pointer.slice(event.pointer.lastIndexOf('/') + 1);
      event.name = group.length === 1 ? free(event.name) : free(`${event.name}.${method}`);
    }
  }
  return events;
}
