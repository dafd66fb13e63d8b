import type { WebhookEvent } from './operation.ts';
import { literalsOf } from './resolve-nodes.ts';
import type { SchemaParser } from './schema-parser.ts';

/** Finds the values of `type` by which an event is told from the others, once every schema has been read. */
export function findEventTypes(events: WebhookEvent[], parser: SchemaParser): void {
  const owners = new Map<string, WebhookEvent>();
  // A webhook is there for everyone, a callback for those who ask: where both have a type, it is the webhook's.
  for (const event of [...events.filter(isWebhook), ...events.filter((other) => !isWebhook(other))]) {
    const keyword = isWebhook(event) ? 'webhooks' : 'callbacks';
    const values = literalsOf(event.node, 'type', parser.registry);
    const types = values?.filter((value) => typeof value === 'string') ?? [];
    if (types.length === 0) {
      parser.diagnostics.report(event.pointer, keyword, 'Its body fixes no "type", so it is not in the event union');
      continue;
    }
    const twin = types.map((type) => owners.get(type)).find((owner) => owner !== undefined);
    if (twin !== undefined) {
      // The same schema sent from two places is one event of the union.
      if (!isSameSchema(event, twin))
        parser.diagnostics.report(
          event.pointer,
          keyword,
          `Has the same "type" as "${twin.name}", so it is not in the event union`,
        );
      continue;
    }
    for (const type of types) owners.set(type, event);
    event.types = types;
  }
}

function isWebhook({ pointer }: WebhookEvent): boolean {
  return pointer.startsWith('#/webhooks/');
}

function isSameSchema({ node }: WebhookEvent, twin: WebhookEvent): boolean {
  return node.kind === 'reference' && twin.node.kind === 'reference' && node.pointer === twin.node.pointer;
}
