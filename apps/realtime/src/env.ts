import { readEnvironment } from '@throughline/service-kit';
import * as z from 'zod/mini';

/** A variable that holds a whole number within bounds. */
function whole(minimum: number, maximum: number) {
  const digits = z.string().check(z.regex(/^\d{1,12}$/, 'it must be a whole number'));
  const bounds = [
    z.minimum(minimum, `it must be at least ${minimum}`),
    z.maximum(maximum, `it must be at most ${maximum}`),
  ] as const;
  return z.pipe(
    digits,
    z.pipe(
      z.transform((text: string) => Number(text)),
      z.number().check(...bounds),
    ),
  );
}

const address = z.url({ protocol: /^https?$/, error: 'it must be an address such as http://localhost:8000' });

const schema = z.object({
  HOST: z._default(z.string(), '127.0.0.1'),
  PORT: z._default(whole(0, 65_535), 8001),
  LOG_LEVEL: z._default(z.enum(['debug', 'info', 'warn', 'error']), 'info'),
  JWT_SECRET: z.string().check(z.minLength(32, 'it must have at least 32 characters')),
  JWT_ISSUER: z._default(z.string(), 'throughline-backend'),
  JWT_AUDIENCE: z._default(z.string(), 'throughline'),
  JWT_CLOCK_SKEW: z._default(whole(0, 300), 30),
  /** The service that is asked for grants. */
  BACKEND_URL: z.pipe(
    address,
    z.transform((url: string) => url.replace(/\/+$/, '')),
  ),
  CORS_ALLOWED_ORIGINS: z._default(
    z.pipe(
      z.string(),
      z.transform((list: string) => list.split(',').map((origin) => origin.trim())),
    ),
    [],
  ),
  HISTORY_EVENTS: z._default(whole(1, 1_000_000), 1000),
  HISTORY_SECONDS: z._default(whole(1, 86_400), 600),
  HEARTBEAT_SECONDS: z._default(whole(1, 300), 15),
  /** Over how long readers come back after a drain. */
  DRAIN_SECONDS: z._default(whole(0, 600), 5),
});

export type Environment = z.infer<typeof schema>;

/** @throws {ConfigurationError} one line that names each wrong variable */
export function environment(): Environment {
  return readEnvironment<Environment>(schema, process.env);
}
