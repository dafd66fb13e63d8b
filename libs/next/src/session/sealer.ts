import { createHash, hkdfSync } from 'node:crypto';
import { CompactEncrypt, compactDecrypt, decodeProtectedHeader, errors } from 'jose';
import { sessionDataSchema, type SessionData } from './session-data.ts';

/** Chromium drops cookies over 4,096 bytes, name and attributes included, without a word. */
const maximumBytes = 3800;
const minimumSecretCharacters = 32;

export interface Sealer {
  /** @throws {RangeError} when the cookie would be too large for browsers */
  seal: (session: SessionData) => Promise<string>;
  /** @returns undefined for what was not sealed with one of the keys, or was changed since */
  unseal: (value: string) => Promise<SessionData | undefined>;
}

/**
 * Encrypts sessions for the cookie: JWE (RFC 7516), `dir`, A256GCM.
 * @param secrets newest first: the first seals, all unseal, so that a secret is replaced without signing anybody out
 * @throws {TypeError} when there is no secret or one is short
 */
export function createSealer(secrets: readonly string[], cookieName: string): Sealer {
  if (secrets.some((secret) => secret.length < minimumSecretCharacters))
    throw new TypeError(`Each session secret must have at least ${minimumSecretCharacters} characters.`);
  const keys = new Map(secrets.map((secret) => [keyId(secret), derive(secret, cookieName)] as const));
  const [newest] = keys;
  if (newest === undefined) throw new TypeError('At least one session secret is needed.');
  const [newestId, newestKey] = newest;

  return {
    async seal(session) {
      const value = await new CompactEncrypt(new TextEncoder().encode(JSON.stringify(session)))
        .setProtectedHeader({ alg: 'dir', enc: 'A256GCM', kid: newestId })
        .encrypt(newestKey);
      const bytes = cookieName.length + 1 + value.length;
      if (bytes > maximumBytes)
        throw new RangeError(
          `The session cookie would have ${bytes} bytes, browsers keep ${maximumBytes}: give the access token fewer or shorter claims.`,
        );
      return value;
    },
    async unseal(value) {
      if (value.length > maximumBytes) return undefined;
      try {
        const key = keys.get(decodeProtectedHeader(value).kid ?? '');
        if (key === undefined) return undefined;
        const { plaintext } = await compactDecrypt(value, key, {
          keyManagementAlgorithms: ['dir'],
          contentEncryptionAlgorithms: ['A256GCM'],
        });
        const parsed = sessionDataSchema.safeParse(JSON.parse(new TextDecoder().decode(plaintext)));
        return parsed.success ? parsed.data : undefined;
      } catch (error) {
        // `TypeError` and `SyntaxError` are what parsing says of text that is no JWE.
        if (error instanceof errors.JOSEError || error instanceof TypeError || error instanceof SyntaxError)
          return undefined;
        throw error;
      }
    },
  };
}

/** Bound to the cookie's name: what was sealed for one cookie is no value for another. */
function derive(secret: string, cookieName: string): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', secret, '', `throughline session ${cookieName}`, 32));
}

function keyId(secret: string): string {
  return createHash('sha256').update(`throughline key id ${secret}`).digest('base64url').slice(0, 8);
}
