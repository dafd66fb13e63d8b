/**
 * How long a JWT lives from the moment it was received, by its `exp` and `iat` (RFC 7519, section 4.1), in milliseconds: a
 * span, because the device's clock may be wrong while both claims come from the issuer's. The signature is not looked at:
 * the services do that.
 * @returns undefined when the token is no JWT or lacks a claim
 */
export function lifetimeMs(token: string): number | undefined {
  const payload = token.split('.')[1];
  if (payload === undefined) return undefined;
  try {
    const claims = JSON.parse(atob(payload.replaceAll('-', '+').replaceAll('_', '/'))) as unknown;
    if (typeof claims !== 'object' || claims === null || !('exp' in claims) || !('iat' in claims)) return undefined;
    const { exp, iat } = claims;
    return typeof exp === 'number' && typeof iat === 'number' ? (exp - iat) * 1000 : undefined;
  } catch {
    // Opaque tokens are allowed: they are renewed when a service refuses them.
    return undefined;
  }
}
