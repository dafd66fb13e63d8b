import { isJsonObject, member, objectMember, stringMember } from '../document/json.ts';
import { joinPointer } from '../document/json-pointer.ts';
import { literalsOf } from './resolve-nodes.ts';
import type { WebhookEvent } from './operation.ts';
import { parseBody } from './parse-bodies.ts';
import type { SchemaParser } from './schema-parser.ts';

/** The events of a 3.1 document: the body of each webhook. The types they go by are known once every schema has been read. */
export function parseWebhooks(parser: SchemaParser): WebhookEvent[] {
  const events: WebhookEvent[] = [];
  for (const [name, value] of Object.entries(objectMember(parser.document.root, 'webhooks'))) {
    const place = joinPointer('#/webhooks', name);
    const resolved = parser.document.follow(value, place);
    const post = resolved !== null && isJsonObject(resolved.value) ? member(resolved.value, 'post') : undefined;
    if (resolved === null || !isJsonObject(post)) {
      parser.diagnostics.report(place, 'webhooks', 'Has no POST operation; the event is left out');
      continue;
    }
    const body = parseBody(post, joinPointer(resolved.pointer, 'post'), parser);
    if (body === null) parser.diagnostics.report(place, 'webhooks', 'Has no body; the event is left out');
    else
      events.push({
        name,
        pointer: place,
        description: stringMember(post, 'description') ?? stringMember(post, 'summary'),
        node: body.node,
        types: null,
      });
  }
  return events.sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** Finds the values of `type` by which an event is told from the others. */
export function findEventTypes(events: WebhookEvent[], parser: SchemaParser): void {
  const owners = new Map<string, string>();
  for (const event of events) {
    const values = literalsOf(event.node, 'type', parser.registry);
    const types = values?.filter((value) => typeof value === 'string') ?? [];
    if (types.length === 0) {
      parser.diagnostics.report(event.pointer, 'webhooks', 'Its body fixes no "type", so it is not in the event union');
      continue;
    }
    const twin = types.map((type) => owners.get(type)).find((owner) => owner !== undefined);
    if (twin !== undefined) {
      parser.diagnostics.report(
        event.pointer,
        'webhooks',
        `Has the same "type" as the webhook "${twin}", so it is not in the event union`,
      );
      continue;
    }
    for (const type of types) owners.set(type, event.name);
    event.types = types;
  }
}
