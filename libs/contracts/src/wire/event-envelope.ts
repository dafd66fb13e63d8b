import * as z from 'zod/mini';

/**
 * What every event has in common. The `data` of each type is declared in the OpenAPI document of the service that owns
 * it (3.1 `webhooks`), from which the typed union of that document's events is generated.
 */
export interface EventEnvelope<Type extends string = string, Data = unknown> {
  /** Unique for ever: an event that is published twice is delivered once. */
  id: string;
  /** `entity.action`, the action in the past tense. */
  type: Type;
  /** `kind_id`; a kind has no `_`, so the first one separates. */
  topic: string;
  /** Instant in UTC, ISO 8601 with `Z`. */
  occurred_at: string;
  /** Who did it; null for the system itself. */
  actor_id: string | null;
  entity_id: string;
  /** The entity's `version` after the change; events of one entity arrive in its order. */
  entity_version: number;
  schema_version: number;
  request_id: string | null;
  /** W3C Trace Context. */
  traceparent: string | null;
  /** What everyone who may read the topic may see. */
  data: Data;
}

/**
 * An event as its owner hands it to the gateway: to one topic or to several. Each reader gets it as an envelope with the
 * topic that it came by.
 */
export type PublishedEvent = Omit<EventEnvelope, 'topic'> & { topics: string[] };

const topicSchema = z.string().check(z.regex(/^[a-z][a-z0-9-]*_[A-Za-z0-9-]{1,100}$/));

const common = {
  id: z.string().check(z.minLength(1), z.maxLength(100)),
  type: z.string().check(z.regex(/^[a-z][a-z0-9_]*\.[a-z][a-z0-9_]*$/)),
  occurred_at: z.iso.datetime(),
  actor_id: z.nullable(z.string()),
  entity_id: z.string().check(z.minLength(1)),
  entity_version: z.int().check(z.minimum(1)),
  schema_version: z.int().check(z.minimum(1)),
  request_id: z.nullable(z.string()),
  traceparent: z.nullable(z.string()),
  data: z.unknown(),
};

export const eventEnvelopeSchema: z.ZodMiniType<EventEnvelope> = z.looseObject({ ...common, topic: topicSchema });

export const publishedEventSchema: z.ZodMiniType<PublishedEvent> = z.looseObject({
  ...common,
  topics: z.array(topicSchema).check(z.minLength(1), z.maxLength(20)),
});
