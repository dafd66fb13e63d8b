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

/** Words, separated by commas. */
const list = z.pipe(
  z.string(),
  z.transform((text: string) => text.split(',').map((word) => word.trim())),
);

const variables = z.object({
  HOST: z._default(z.string(), '127.0.0.1'),
  PORT: z._default(whole(0, 65_535), 8001),
  LOG_LEVEL: z._default(z.enum(['debug', 'info', 'warn', 'error']), 'info'),
  JWT_ALGORITHM: z._default(z.enum(['HS256', 'EdDSA', 'RS256']), 'HS256'),
  /** Undefined where key pairs sign. */
  JWT_SECRET: z.optional(z.string().check(z.minLength(32, 'it must have at least 32 characters'))),
  /** Of the public keys; undefined: where the owner of topics publishes its own. */
  JWKS_URL: z.optional(address),
  JWT_ISSUER: z._default(z.string(), 'throughline-backend'),
  JWT_AUDIENCE: z._default(z.string(), 'throughline'),
  JWT_REQUIRED_CLAIMS: z._default(list, ['iss', 'aud']),
  JWT_CLOCK_SKEW: z._default(whole(0, 300), 30),
  /** The service that is asked for grants. */
  BACKEND_URL: z.pipe(
    address,
    z.transform((url: string) => url.replace(/\/+$/, '')),
  ),
  /** Undefined: history and tickets stand in the memory of this process, which is the only node then. */
  REDIS_URL: z.optional(
    z.url({ protocol: /^rediss?$/, error: 'it must be an address such as redis://:password@localhost:6379/0' }),
  ),
  REDIS_PREFIX: z._default(
    z.string().check(z.regex(/^[A-Za-z0-9._-]{1,64}$/, 'it must be letters, digits, dots, hyphens and underscores')),
    'throughline',
  ),
  CORS_ALLOWED_ORIGINS: z._default(list, []),
  HISTORY_EVENTS: z._default(whole(1, 1_000_000), 1000),
  /** Of all topics together. */
  HISTORY_MEGABYTES: z._default(whole(1, 65_536), 256),
  HISTORY_SECONDS: z._default(whole(1, 86_400), 600),
  CONNECTIONS_PER_USER: z._default(whole(1, 100_000), 50),
  HEARTBEAT_SECONDS: z._default(whole(1, 300), 15),
  /** Over how long readers come back after a drain. */
  DRAIN_SECONDS: z._default(whole(0, 600), 5),
});

export type Environment = z.infer<typeof variables>;

const schema = variables.check(
  z.refine(({ JWT_ALGORITHM, JWT_SECRET }) => JWT_ALGORITHM !== 'HS256' || JWT_SECRET !== undefined, {
    path: ['JWT_SECRET'],
  }),
);

/** @throws {ConfigurationError} one line that names each wrong variable */
export function environment(): Environment {
  return readEnvironment<Environment>(schema, process.env);
}
