import * as z from 'zod/mini';
import { ServiceError } from '../errors/service-error.ts';
import { checkClaims, type ClaimChecks } from './check-claims.ts';
import type { PublishedKeys } from './published-keys.ts';
import { invalidToken } from './refusals.ts';
import { TokenCache } from './token-cache.ts';
import { verifyByPublishedKeys, verifyBySecret } from './verify-signature.ts';

export interface TokenVerifierOptions {
  /** By what tokens are signed; nothing else is accepted, whatever a token's header says. */
  signing: { algorithm: 'HS256'; secret: string } | PublishedKeys;
  /** `iss`; undefined where the issuer writes none, as SimpleJWT by default. */
  issuer: string | undefined;
  /** `aud` of people's tokens; undefined as above. */
  audience: string | undefined;
  /** `aud` of tokens that services show to this one. */
  serviceAudience: string;
  /** Claims without which an access token is refused, beside those that SimpleJWT always writes. */
  requiredClaims?: readonly string[];
  /** How far the clocks of issuer and service may differ. */
  clockSkewSeconds: number;
  /** How many verified tokens are remembered until they expire; 0 for none. */
  cachedTokens?: number;
}

const base = { jti: z.string(), iss: z.optional(z.string()), iat: z.number(), exp: z.number() };

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
   * @returns the same object for the same token, which is not to be changed
   * @throws {ServiceError} `auth.token_expired` or `auth.token_invalid`; `server.unavailable` while keys cannot be read
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
 * Checks tokens offline. Whether a session has ended since, a token does not tell: that is asked after this, also where
 * the answer came from memory.
 * @throws {TypeError} when the secret is too short
 */
export function createTokenVerifier(options: TokenVerifierOptions): TokenVerifier {
  const { signing, issuer, audience, serviceAudience, clockSkewSeconds } = options;
  const verifySignature = 'secret' in signing ? verifyBySecret(signing.secret) : verifyByPublishedKeys(signing);
  const { requiredClaims = [], cachedTokens = 10_000 } = options;

  function verifierOf<Claims extends { exp: number }>(schema: z.ZodMiniType<Claims>, checks: ClaimChecks) {
    const cache = new TokenCache<{ claims: Claims; kid: string | undefined }>(cachedTokens);
    return async (token: string): Promise<Claims> => {
      const known = cache.get(token);
      if (known !== undefined && isPublished(known.kid)) return known.claims;
      if (token.length > maxTokenLength) throw invalidToken();
      const { payload, kid } = await verifySignature(token);
      checkClaims(payload, checks);
      const parsed = schema.safeParse(payload);
      if (!parsed.success) throw invalidToken(parsed.error);
      const claims = Object.freeze(parsed.data);
      cache.set(token, { claims, kid }, (claims.exp + clockSkewSeconds) * 1000);
      return claims;
    };
  }

  /** A key that is no longer published is refused from then on, with all that it signed. */
  function isPublished(kid: string | undefined): boolean {
    return 'secret' in signing || (kid !== undefined && signing.isPublished(kid));
  }

  const verifyAccess = verifierOf(accessClaims, { issuer, audience, required: requiredClaims, clockSkewSeconds });
  const verifyService = verifierOf(serviceClaims, {
    issuer,
    audience: serviceAudience,
    required: [],
    clockSkewSeconds,
  });
  return {
    verifyAccess,
    verifyService: async (token, scope) => {
      const claims = await verifyService(token);
      if (!claims.scope.split(' ').includes(scope)) throw new ServiceError('auth.permission_denied');
      return claims;
    },
  };
}
