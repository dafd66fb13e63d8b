import { importJWK, type CryptoKey } from 'jose';
import * as z from 'zod/mini';
import { ServiceError } from '../errors/service-error.ts';
import { readBounded } from '../http/read-bounded.ts';
import { invalidToken } from './refusals.ts';

export interface PublishedKeysOptions {
  /** Where the keys are published, such as `http://localhost:8000/.well-known/jwks.json`. */
  url: string;
  /** The only algorithm whose keys are taken. */
  algorithm: 'EdDSA' | 'RS256';
  /** After this much the keys are read again, while those at hand go on being used. */
  maxAgeMs?: number;
  /** For so long keys are used while they cannot be read again. */
  maxStaleMs?: number;
  /** However many unknown keys are named, no more than one reading in this time is made for them. */
  cooldownMs?: number;
  /** So soon after a reading, or one that failed, there is no other. */
  retryMs?: number;
  timeoutMs?: number;
  /** Told of each reading that failed, and of each key that cannot be used. */
  onFailure?: (cause: unknown) => void;
}

/** Members of a key are `importJWK`'s business, and a set may hold keys that are not for us. */
const setSchema = z.object({
  keys: z.array(z.looseObject({ kty: z.string(), kid: z.optional(z.string()) })).check(z.maxLength(100)),
});
const maxLength = 256 * 1024;
const keyTypes = { EdDSA: 'OKP', RS256: 'RSA' } as const;

/** The issuer's public keys (RFC 7517), read when they are needed and kept while the issuer is away. */
export class PublishedKeys {
  readonly #options: Required<PublishedKeysOptions>;
  #keys: ReadonlyMap<string, CryptoKey> = new Map();
  #readAtMs = -Infinity;
  #failedAtMs = -Infinity;
  #soughtAtMs = -Infinity;
  #reading: Promise<void> | undefined;

  constructor(options: PublishedKeysOptions) {
    this.#options = {
      maxAgeMs: 300_000,
      maxStaleMs: 86_400_000,
      cooldownMs: 10_000,
      retryMs: 1000,
      timeoutMs: 3000,
      onFailure: () => undefined,
      ...options,
    };
  }

  get algorithm(): 'EdDSA' | 'RS256' {
    return this.#options.algorithm;
  }

  /** Whether that key stands in the set as it was last read; one that is old is read again beside this. */
  isPublished(kid: string): boolean {
    if (performance.now() - this.#readAtMs >= this.#options.maxAgeMs) void this.#readUnlessJustFailed();
    return this.#keys.has(kid);
  }

  /**
   * @throws {ServiceError} `auth.token_invalid` for a key that is not published, `server.unavailable` where that is not
   *   known because the issuer does not answer
   */
  async keyOf(kid: unknown): Promise<CryptoKey> {
    if (typeof kid !== 'string' || kid.length > 256) throw invalidToken();
    const ageMs = performance.now() - this.#readAtMs;
    if (ageMs >= this.#options.maxStaleMs) await this.#readUnlessJustFailed();
    else if (ageMs >= this.#options.maxAgeMs) void this.#readUnlessJustFailed();
    if (performance.now() - this.#readAtMs >= this.#options.maxStaleMs) throw unavailable();
    return this.#keys.get(kid) ?? (await this.#seek(kid));
  }

  async #seek(kid: string): Promise<CryptoKey> {
    if (this.#reading !== undefined) await this.#reading;
    else if (this.#maySeek()) {
      this.#soughtAtMs = performance.now();
      await this.#read();
    }
    const key = this.#keys.get(kid);
    if (key !== undefined) return key;
    // Else a key that was published while the issuer was away would sign people out.
    throw this.#failedAtMs > this.#readAtMs ? unavailable() : invalidToken();
  }

  #maySeek(): boolean {
    const { cooldownMs, retryMs } = this.#options;
    const nowMs = performance.now();
    return nowMs - this.#soughtAtMs >= cooldownMs && nowMs - Math.max(this.#readAtMs, this.#failedAtMs) >= retryMs;
  }

  async #readUnlessJustFailed(): Promise<void> {
    if (performance.now() - this.#failedAtMs >= this.#options.retryMs) await this.#read();
  }

  /** Never rejects; whoever asks meanwhile waits for the same reading. */
  #read(): Promise<void> {
    this.#reading ??= fetchKeys(this.#options)
      .then((keys) => {
        this.#keys = keys;
        this.#readAtMs = performance.now();
      })
      .catch((cause: unknown) => {
        this.#failedAtMs = performance.now();
        this.#options.onFailure(cause);
      })
      .finally(() => {
        this.#reading = undefined;
      });
    return this.#reading;
  }
}

function unavailable(): ServiceError {
  return new ServiceError('server.unavailable', { headers: { 'Retry-After': '1' } });
}

async function fetchKeys(options: Required<PublishedKeysOptions>): Promise<ReadonlyMap<string, CryptoKey>> {
  const { url, algorithm, timeoutMs, onFailure } = options;
  const signal = AbortSignal.timeout(timeoutMs);
  const response = await fetch(url, {
    headers: { Accept: 'application/jwk-set+json, application/json' },
    // Another address than the configured one is nobody's to choose.
    redirect: 'error',
    signal,
  });
  const text = await readBounded(response, maxLength, signal);
  if (response.status !== 200 || text === undefined)
    throw new Error(`${url} answered ${response.status}, or too much.`);
  const { keys } = setSchema.parse(JSON.parse(text));
  const found = new Map<string, CryptoKey>();
  for (const { kid, ...members } of keys) {
    const { kty, alg = algorithm, use = 'sig' } = members;
    if (kid === undefined || kty !== keyTypes[algorithm] || alg !== algorithm || use !== 'sig') continue;
    try {
      const key = await importJWK(publicMembers(members), algorithm);
      if (!(key instanceof Uint8Array)) found.set(kid, key);
    } catch (cause) {
      onFailure(cause);
    }
  }
  return found;
}

/** Of a set that by mistake held a private key, the public half is enough. */
function publicMembers(members: Readonly<Record<string, unknown>>): Record<string, string> {
  return Object.fromEntries(
    ['kty', 'crv', 'x', 'n', 'e'].flatMap((name) => {
      const value = members[name];
      return typeof value === 'string' ? [[name, value]] : [];
    }),
  );
}
