import type { PublishedEvent } from '@throughline/contracts/wire';

/** An event as a service publishes it. */
export function publishedEvent(id: string, topics: string[] = ['room_1']): PublishedEvent {
  return {
    id,
    topics,
    type: 'note.added',
    occurred_at: '2026-11-21T12:00:00Z',
    actor_id: null,
    entity_id: 'e',
    entity_version: 1,
    schema_version: 1,
    request_id: null,
    traceparent: null,
    data: {},
  };
}
