import { publishedEventSchema, type PublishedEvent } from '@throughline/contracts/wire';
import { answerJson, bearerToken, readJsonBody, ServiceError, type TokenVerifier } from '@throughline/service-kit';
import * as z from 'zod/mini';
import type { Broker, PublishOutcome } from '../domain/broker.ts';
import type { Route } from './route.ts';

export const publishScope = 'events:publish';

export interface PublishLimits {
  maxBodyBytes: number;
  maxEvents: number;
}

/** `POST /api/v1/events`: services hand over what happened, in batches; all of a batch is taken or none. */
export function publishEvents(
  broker: Broker,
  tokens: TokenVerifier,
  { maxBodyBytes, maxEvents }: PublishLimits,
  onPublished: (count: number) => void,
): Route {
  const schema = z.looseObject({ events: z.array(publishedEventSchema).check(z.maxLength(maxEvents)) });
  return async ({ request, response }) => {
    await tokens.verifyService(bearerToken(request.headers.authorization), publishScope);
    const { events } = parse(schema, await readJsonBody(request, maxBodyBytes));
    const outcomes = await publish(broker, events);
    onPublished(events.length);
    answerJson(response, 200, { results: outcomes });
  };
}

async function publish(broker: Broker, events: readonly PublishedEvent[]): Promise<readonly PublishOutcome[]> {
  try {
    return await broker.publish(events);
  } catch (cause) {
    if (!(cause instanceof RangeError)) throw cause;
    throw new ServiceError('validation.failed', { fields: { events: ['An event is nested too deeply.'] }, cause });
  }
}

function parse(schema: z.ZodMiniType<{ events: PublishedEvent[] }>, body: unknown): { events: PublishedEvent[] } {
  const parsed = schema.safeParse(body);
  if (parsed.success) return parsed.data;
  const fields = new Map<string, string[]>();
  for (const { path, message } of parsed.error.issues) {
    const field = path.map(String).join('.') || 'non_field_errors';
    fields.set(field, [...(fields.get(field) ?? []), message]);
  }
  throw new ServiceError('validation.failed', { fields: Object.fromEntries(fields) });
}
