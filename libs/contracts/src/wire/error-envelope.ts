import * as z from 'zod/mini';

/** Messages by field: dotted path for nested fields, `non_field_errors` for the whole. */
export type FieldErrors = Readonly<Record<string, readonly string[]>>;

/** The body of every answer of 400 and above, whichever service sends it. */
export interface ErrorEnvelope {
  /** One line, or for a failed validation the messages by field. */
  error: string | FieldErrors;
  /** HTTP status, repeated for clients that see the body alone. */
  status_code: number;
  /** Stable code: a core code or one of the service's own. */
  code: string;
  /** One line fit to show a person, in the language asked for. */
  message: string;
  /** Id under which the service logged the request. */
  request_id: string;
}

export const errorEnvelopeSchema: z.ZodMiniType<ErrorEnvelope> = z.looseObject({
  error: z.union([z.string(), z.record(z.string(), z.array(z.string()))]),
  status_code: z.int().check(z.minimum(400), z.maximum(599)),
  code: z.string().check(z.regex(/^[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)+$/)),
  message: z.string(),
  request_id: z.string().check(z.minLength(1)),
});
