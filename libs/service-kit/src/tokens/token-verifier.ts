import { errors, jwtVerify } from 'jose';
import * as z from 'zod/mini';
import { ServiceError } from '../errors/service-error.ts';

export interface TokenVerifierOptions {
  /** The only algorithm that is accepted, whatever a token's header says. */
  algorithm: 'HS256';
  /** At least 32 bytes (RFC 7518, section 3.2). */
  secret: string;
  issuer: string;
  audience: string;
  /** How far the clocks of issuer and service may differ. */
  clockSkewSeconds: number;
}

const base = { jti: z.string(), iss: z.string(), exp: z.number(), iat: z.number() };

/** A person's access token. */
const accessClaims = z.looseObject({
  ...base,
  token_type: z.literal('access'),
  user_id: z.string().check(z.minLength(1)),
  sid: z.optional(z.string()),
  company_id: z.optional(z.nullable(z.string())),
  role: z.optional(z.string()),
});
/** What one service shows another. */
const serviceClaims = z.looseObject({ ...base, token_type: z.literal('service'), scope: z.string() });

export type AccessClaims = z.infer<typeof accessClaims>;
export type ServiceClaims = z.infer<typeof serviceClaims>;

export interface TokenVerifier {
  /**
   * @throws {ServiceError} `auth.token_expired` or `auth.token_invalid`
   */
  verifyAccess: (token: string) => Promise<AccessClaims>;
  /**
   * @param scope that the token must carry
   * @throws {ServiceError} as above, `auth.permission_denied` without the scope
   */
  verifyService: (token: string, scope: string) => Promise<ServiceClaims>;
}

/** Longer than any token of ours; a longer one is not worth a look. */
const maxTokenLength = 8192;

/**
 * Checks tokens offline.
 * @param serviceAudience `aud` of tokens that services show to this one
 * @throws {TypeError} when the secret is too short
 */
export function createTokenVerifier(options: TokenVerifierOptions & { serviceAudience: string }): TokenVerifier {
  const key = new TextEncoder().encode(options.secret);
  if (key.length < 32) throw new TypeError('The secret of HS256 tokens must have at least 32 bytes.');

  async function claimsOf(token: string, audience: string): Promise<unknown> {
    if (token.length > maxTokenLength) throw new ServiceError('auth.token_invalid', { headers: challenge });
    try {
      const { algorithm, issuer, clockSkewSeconds } = options;
      const checks = {
        algorithms: [algorithm],
        issuer,
        audience,
        clockTolerance: clockSkewSeconds,
        requiredClaims: ['exp', 'iat', 'jti'],
      };
      const { payload } = await jwtVerify(token, key, checks);
      // Django refuses such a token too; jose looks at `iat` only where an age is bounded.
      if ((payload.iat ?? 0) > Date.now() / 1000 + clockSkewSeconds)
        throw new errors.JWTClaimValidationFailed('The token is of the future.', payload, 'iat');
      return payload;
    } catch (cause) {
      if (cause instanceof errors.JWTExpired)
        throw new ServiceError('auth.token_expired', { cause, headers: challenge });
      if (cause instanceof errors.JOSEError || cause instanceof TypeError)
        throw new ServiceError('auth.token_invalid', { cause, headers: challenge });
      throw cause;
    }
  }

  return {
    verifyAccess: async (token) => parse(accessClaims, await claimsOf(token, options.audience)),
    verifyService: async (token, scope) => {
      const claims = parse(serviceClaims, await claimsOf(token, options.serviceAudience));
      if (!claims.scope.split(' ').includes(scope)) throw new ServiceError('auth.permission_denied');
      return claims;
    },
  };
}

/** Of every refused token (RFC 6750, section 3). */
export const challenge = { 'WWW-Authenticate': 'Bearer error="invalid_token"' };

function parse<Claims>(schema: z.ZodMiniType<Claims>, payload: unknown): Claims {
  const parsed = schema.safeParse(payload);
  if (parsed.success) return parsed.data;
  throw new ServiceError('auth.token_invalid', { cause: parsed.error, headers: challenge });
}

/**
 * The token of an `Authorization` header (RFC 6750, section 2.1).
 * @throws {ServiceError} `auth.not_authenticated` without a header, `auth.token_invalid` for another scheme
 */
export function bearerToken(header: string | undefined): string {
  if (header === undefined)
    throw new ServiceError('auth.not_authenticated', { headers: { 'WWW-Authenticate': 'Bearer' } });
  const [, token] = /^Bearer +([\w.~+/-]+=*)$/i.exec(header) ?? [];
  if (token === undefined) throw new ServiceError('auth.token_invalid', { headers: challenge });
  return token;
}
