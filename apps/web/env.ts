import { readEnvironment } from '@throughline/service-kit';
import * as z from 'zod/mini';

const address = z.pipe(
  z.url({ protocol: /^https?$/, error: 'it must be an address such as http://localhost:8000' }),
  z.transform((url: string) => url.replace(/\/+$/, '')),
);
const secret = z.string().check(z.minLength(32, 'it must have at least 32 characters'));

const schema = z.object({
  NODE_ENV: z._default(z.enum(['development', 'test', 'production']), 'production'),
  /** The address at which people reach the site. */
  PUBLIC_URL: address,
  /** Where this server reaches Django. */
  BACKEND_URL: address,
  /** Where this server reaches the gateway. */
  GATEWAY_URL: address,
  /** Where browsers reach the gateway; the site's own origin where an ingress routes to it. */
  GATEWAY_PUBLIC_URL: z.optional(address),
  /** Seals the session cookie. */
  SESSION_SECRET: secret,
  /** The secret before that one: still opens cookies while they are replaced. */
  SESSION_SECRET_PREVIOUS: z.optional(secret),
});

export type Environment = Omit<z.infer<typeof schema>, 'GATEWAY_PUBLIC_URL'> & { GATEWAY_PUBLIC_URL: string };

let parsed: Environment | undefined;

/**
 * The settings of this process, read when it first needs them: one build serves every installation.
 * @throws {ConfigurationError} one line that names each wrong variable
 */
export function environment(): Environment {
  if (parsed === undefined) {
    const given = readEnvironment<z.infer<typeof schema>>(schema, process.env);
    parsed = { ...given, GATEWAY_PUBLIC_URL: given.GATEWAY_PUBLIC_URL ?? given.PUBLIC_URL };
  }
  return parsed;
}
