import type { TokenWorth } from '@throughline/contracts/realtime';
import { answerJson, bearerToken, type AccessClaims, type TokenVerifier } from '@throughline/service-kit';
import type { Route } from './route.ts';

/** `GET /api/v1/auth/test`: what the access token of the request is worth. */
export function testToken(tokens: TokenVerifier): Route {
  return async ({ request, response }) => {
    answerJson(response, 200, worthOf(await tokens.verifyAccess(bearerToken(request.headers.authorization))));
  };
}

function worthOf(claims: AccessClaims): TokenWorth {
  const { user_id, email, role, company_id, sid, iat, exp } = claims;
  return {
    user_id,
    email: typeof email === 'string' ? email : null,
    role: role ?? null,
    company_id: company_id ?? null,
    sid: sid ?? null,
    issued_at: new Date(iat * 1000).toISOString(),
    expires_at: new Date(exp * 1000).toISOString(),
    expires_in: Math.max(0, Math.floor(exp - Date.now() / 1000)),
  };
}
