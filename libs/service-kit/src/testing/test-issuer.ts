import {
  createHash,
  createHmac,
  generateKeyPairSync,
  randomBytes,
  sign,
  type JsonWebKey,
  type KeyObject,
} from 'node:crypto';
import type { SigningAlgorithm } from './recipes.ts';

/** A key of its own, with which it signs whatever it is told to. */
export interface TestKey {
  algorithm: SigningAlgorithm;
  /** Undefined where one secret signs. */
  kid: string | undefined;
  /** Of HS256. */
  secret: string;
  /** The public half as PEM; of HS256 nothing. */
  publicKey: string;
  /** As a set of keys would hold it; of HS256 with the secret. */
  jwk: JsonWebKey & { kid?: string };
  sign: (text: string, algorithm?: string) => string;
}

/** @param secret of HS256, instead of a new one */
export function createTestKey(algorithm: SigningAlgorithm, secret = randomBytes(32).toString('base64url')): TestKey {
  if (algorithm === 'HS256') {
    return {
      algorithm,
      kid: undefined,
      secret,
      publicKey: '',
      jwk: { kty: 'oct', k: Buffer.from(secret).toString('base64url') },
      sign: (text, as = algorithm) => hmac(text, as, secret),
    };
  }
  const { publicKey, privateKey } = generate(algorithm);
  const jwk = publicKey.export({ format: 'jwk' });
  const kid = createHash('sha256').update(JSON.stringify(jwk)).digest('hex');
  return {
    algorithm,
    kid,
    secret: '',
    publicKey: publicKey.export({ type: 'spki', format: 'pem' }).toString(),
    jwk: { ...jwk, kid, alg: algorithm, use: 'sig' },
    sign: (text) => sign(algorithm === 'EdDSA' ? null : 'sha256', Buffer.from(text), privateKey).toString('base64url'),
  };
}

/** As RFC 7518, section 3.2 has it. */
export function hmac(text: string, algorithm: string, secret: string): string {
  return createHmac(`sha${algorithm.slice(2)}`, secret)
    .update(text)
    .digest('base64url');
}

function generate(algorithm: 'EdDSA' | 'RS256'): { publicKey: KeyObject; privateKey: KeyObject } {
  return algorithm === 'EdDSA' ? generateKeyPairSync('ed25519') : generateKeyPairSync('rsa', { modulusLength: 2048 });
}
