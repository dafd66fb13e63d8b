import type { TokenPair } from '@throughline/sdk';
import { decodeJwt } from 'jose';
import * as z from 'zod/mini';

/** What the cookie holds, sealed: the pair, and what orders two cookies of one session. */
export interface SessionData extends TokenPair {
  /** How many renewals lie behind the pair. Every process counts the same for the same refresh token. */
  generation: number;
  /** By this server's clock, milliseconds since 1970: counted from the start of the request that brought the token. */
  accessExpiresAtMs: number;
}

export const sessionDataSchema: z.ZodMiniType<SessionData> = z.object({
  access: z.string(),
  refresh: z.string(),
  generation: z.int(),
  accessExpiresAtMs: z.number(),
});

/**
 * @param startedAtMs when the request for the pair was sent; the token was issued no earlier
 * @throws {TypeError} when the access token is no JWT with `exp` and `iat` (RFC 7519, section 4.1)
 */
export function sessionOf(pair: TokenPair, generation: number, startedAtMs: number): SessionData {
  const lifetimeMs = lifetimeOf(pair.access);
  if (lifetimeMs === undefined) throw new TypeError('The access token is no JWT with the claims "exp" and "iat".');
  const { access, refresh } = pair;
  return { access, refresh, generation, accessExpiresAtMs: startedAtMs + lifetimeMs };
}

/** Whether the first is to replace the second; both are of one session. */
export function isNewer(one: SessionData, other: SessionData): boolean {
  if (one.generation !== other.generation) return one.generation > other.generation;
  return one.accessExpiresAtMs > other.accessExpiresAtMs;
}

/** A short-lived token is renewed after half of its life at the latest, else each request would renew it. */
export function isDue({ access, accessExpiresAtMs }: SessionData, leadMs: number, nowMs: number): boolean {
  return nowMs >= accessExpiresAtMs - Math.min(leadMs, (lifetimeOf(access) ?? 0) / 2);
}

/** What a refresh token is known by: its `jti`, else itself where it is opaque. */
export function refreshId({ refresh }: SessionData): string {
  try {
    return decodeJwt(refresh).jti ?? refresh;
  } catch {
    return refresh;
  }
}

/** How long a JWT lives from its issue, in milliseconds; a span, because the issuer's clock may differ from ours. */
export function lifetimeOf(token: string): number | undefined {
  try {
    const { exp, iat } = decodeJwt(token);
    return exp === undefined || iat === undefined ? undefined : (exp - iat) * 1000;
  } catch {
    // Refresh tokens may be opaque.
    return undefined;
  }
}
