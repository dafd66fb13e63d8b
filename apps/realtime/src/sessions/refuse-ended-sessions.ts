import { challenge, ServiceError, type AccessClaims, type TokenVerifier } from '@throughline/service-kit';
import type { EndedSessions } from './ended-sessions.ts';

/** @throws {ServiceError} `auth.session_revoked` when the token's session has ended */
export function requireLiveSession({ sid }: AccessClaims, ended: EndedSessions): void {
  if (ended.has(sid)) throw new ServiceError('auth.session_revoked', { headers: challenge });
}

/** The same verifier, for which a good token of a session that has ended is refused. */
export function refuseEndedSessions(tokens: TokenVerifier, ended: EndedSessions): TokenVerifier {
  return {
    ...tokens,
    verifyAccess: async (token) => {
      const claims = await tokens.verifyAccess(token);
      requireLiveSession(claims, ended);
      return claims;
    },
  };
}
