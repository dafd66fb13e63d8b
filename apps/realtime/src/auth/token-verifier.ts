import { createTokenVerifier, PublishedKeys, type Logger, type TokenVerifier } from '@throughline/service-kit';
import type { Environment } from '../env.ts';

/** What checks people's and services' tokens, as the environment says they are signed. */
export function tokenVerifier(env: Environment, logger: Logger): TokenVerifier {
  const required = env.JWT_REQUIRED_CLAIMS;
  return createTokenVerifier({
    signing:
      env.JWT_ALGORITHM === 'HS256'
        ? { algorithm: 'HS256', secret: env.JWT_SECRET ?? '' }
        : new PublishedKeys({
            url: env.JWKS_URL ?? `${env.BACKEND_URL}/.well-known/jwks.json`,
            algorithm: env.JWT_ALGORITHM,
            onFailure: (cause) => {
              logger.warn({ err: cause }, 'the keys of tokens could not be read');
            },
          }),
    // A stock token of SimpleJWT has neither; where they are not demanded they are not looked at.
    issuer: required.includes('iss') ? env.JWT_ISSUER : undefined,
    audience: required.includes('aud') ? env.JWT_AUDIENCE : undefined,
    requiredClaims: required,
    serviceAudience: 'realtime',
    clockSkewSeconds: env.JWT_CLOCK_SKEW,
  });
}
