import { expiredToken, invalidToken } from './refusals.ts';

export interface ClaimChecks {
  /** Undefined: any, and none. */
  issuer: string | undefined;
  /** Undefined: any, and none. */
  audience: string | undefined;
  /** Claims without which a token is refused. */
  required: readonly string[];
  /** How far the clocks of issuer and service may differ. */
  clockSkewSeconds: number;
}

/**
 * The registered claims of RFC 7519, section 4.1. Whether a token is late is looked at last, so that only one that is
 * right in all else is told so.
 * @throws {ServiceError} `auth.token_invalid`, `auth.token_expired`
 */
export function checkClaims(payload: Readonly<Record<string, unknown>>, checks: ClaimChecks): void {
  const { issuer, audience, required, clockSkewSeconds } = checks;
  const { iss, aud, exp, nbf, iat } = payload;
  if (required.some((name) => payload[name] === undefined)) throw invalidToken();
  if (issuer !== undefined && iss !== issuer) throw invalidToken();
  const audiences: readonly unknown[] = Array.isArray(aud) ? aud : [aud];
  if (audience !== undefined && !audiences.includes(audience)) throw invalidToken();
  const nowSeconds = Date.now() / 1000;
  for (const start of [nbf, iat]) {
    if (start !== undefined && !(isTime(start) && start <= nowSeconds + clockSkewSeconds)) throw invalidToken();
  }
  if (!isTime(exp)) throw invalidToken();
  if (exp <= nowSeconds - clockSkewSeconds) throw expiredToken();
}

/** Seconds of the epoch that a date can hold. */
function isTime(value: unknown): value is number {
  return typeof value === 'number' && Math.abs(value) <= 8.64e12;
}
