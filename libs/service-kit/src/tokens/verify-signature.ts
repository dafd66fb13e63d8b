import { createHmac, createSecretKey, timingSafeEqual } from 'node:crypto';
import { compactVerify, errors, type CompactJWSHeaderParameters } from 'jose';
import { ServiceError } from '../errors/service-error.ts';
import { parseUniqueJson } from './parse-unique-json.ts';
import type { PublishedKeys } from './published-keys.ts';
import { invalidToken } from './refusals.ts';

/** What a token says under a right signature, and the id of the key where it has one. */
export interface SignedPayload {
  readonly payload: Readonly<Record<string, unknown>>;
  readonly kid: string | undefined;
}

/** @throws {ServiceError} `auth.token_invalid`, and `server.unavailable` where the key cannot be read */
export type SignatureVerifier = (token: string) => SignedPayload | Promise<SignedPayload>;

/**
 * HS256 (RFC 7515, section 5.2) by Node's own HMAC, which is synchronous: through WebCrypto, as `jose` does it, each token
 * costs some fifteen times as much.
 * @throws {TypeError} when the secret is shorter than the hash (RFC 7518, section 3.2)
 */
export function verifyBySecret(secret: string): SignatureVerifier {
  const bytes = new TextEncoder().encode(secret);
  if (bytes.length < 32) throw new TypeError('The secret of HS256 tokens must have at least 32 bytes.');
  const key = createSecretKey(bytes);
  return (token) => {
    const [header, body, signature, ...rest] = token.split('.');
    if (header === undefined || body === undefined || signature === undefined || rest.length > 0) throw invalidToken();
    const expected = createHmac('sha256', key).update(`${header}.${body}`).digest('base64url');
    // Compared as text, so that one signature has one form.
    const given = Buffer.from(signature);
    const right = Buffer.from(expected);
    if (given.length !== right.length || !timingSafeEqual(given, right)) throw invalidToken();
    return decoded(header, Buffer.from(body, 'base64url').toString('utf8'), 'HS256');
  };
}

/** EdDSA and RS256, by the issuer's published keys. */
export function verifyByPublishedKeys(keys: PublishedKeys): SignatureVerifier {
  const options = { algorithms: [keys.algorithm] };
  return async (token) => {
    try {
      const { payload } = await compactVerify(token, ({ kid }: CompactJWSHeaderParameters) => keys.keyOf(kid), options);
      return decoded(token.slice(0, token.indexOf('.')), new TextDecoder().decode(payload), keys.algorithm);
    } catch (cause) {
      if (cause instanceof ServiceError) throw cause;
      if (cause instanceof errors.JOSEError || cause instanceof TypeError) throw invalidToken(cause);
      throw cause;
    }
  };
}

/** Of a token whose signature is right; what its header says of the algorithm counts only against it. */
function decoded(header: string, payload: string, algorithm: string): SignedPayload {
  try {
    const { alg, crit, b64, kid } = parseUniqueJson(Buffer.from(header, 'base64url').toString('utf8'));
    // Extensions that must be understood (RFC 7515, section 4.1.11): there is none that we do.
    if (alg !== algorithm || crit !== undefined || b64 !== undefined) throw invalidToken();
    return { payload: parseUniqueJson(payload), kid: typeof kid === 'string' ? kid : undefined };
  } catch (cause) {
    if (cause instanceof SyntaxError) throw invalidToken(cause);
    throw cause;
  }
}
