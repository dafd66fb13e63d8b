import { HttpError } from '../errors/http-error.ts';
import { lifetimeMs } from './token-expiry.ts';
import type { TokenPair, TokenStore } from './token-pair.ts';
import type { TokenSource } from './token-source.ts';

export interface TokenSessionOptions {
  store: TokenStore;
  /**
   * Asks the backend for the next pair.
   * @throws {HttpError} of status 401 when the session has ended; any other failure keeps the session
   */
  refresh: (pair: TokenPair) => Promise<TokenPair>;
  /**
   * How long before its expiry an access token is renewed, but not before half of its life is over.
   * @default 60_000
   */
  leadMs?: number;
  /** Told once when the backend has ended the session. */
  onSignedOut?: () => void;
}

/**
 * A signed-in person by a pair of tokens, for scripts, servers and mobile clients. However many calls find the token
 * expired, one refresh is sent; all of them get its answer.
 */
export class TokenSession implements TokenSource {
  readonly #options: Required<Pick<TokenSessionOptions, 'leadMs'>> & TokenSessionOptions;
  #flight: Promise<string | undefined> | undefined;
  /** Of the last pair seen, by this process's clock; undefined for one whose receipt was not seen. */
  #expiry: { access: string; renewAtMs: number; atMs: number } | undefined;

  constructor(options: TokenSessionOptions) {
    this.#options = { leadMs: 60_000, ...options };
  }

  async signIn(pair: TokenPair, receivedAtMs: number = Date.now()): Promise<void> {
    this.#note(pair, receivedAtMs);
    await this.#replace(this.#options.store.save(pair));
  }

  async signOut(): Promise<void> {
    await this.#replace(this.#options.store.clear());
  }

  async token(): Promise<string | undefined> {
    const pair = await this.#options.store.load();
    if (pair === undefined) return undefined;
    const expiry = this.#expiry;
    if (expiry?.access !== pair.access || Date.now() < expiry.renewAtMs) return pair.access;
    try {
      return await this.renew(pair.access);
    } catch (error) {
      // Not refused, only not reached: until its expiry the token is still good.
      if (Date.now() < expiry.atMs) return pair.access;
      throw error;
    }
  }

  renew(rejected: string): Promise<string | undefined> {
    if (this.#flight !== undefined) return this.#flight;
    const flight: Promise<string | undefined> = this.#refresh(rejected, () => this.#flight === flight).finally(() => {
      if (this.#flight === flight) this.#flight = undefined;
    });
    this.#flight = flight;
    return flight;
  }

  /** A flight that lands after this must not undo it, and a token that is refused meanwhile has no successor. */
  async #replace(change: Promise<void>): Promise<void> {
    const flight = change.then(() => undefined);
    this.#flight = flight;
    try {
      await flight;
    } finally {
      if (this.#flight === flight) this.#flight = undefined;
    }
  }

  async #refresh(rejected: string, isCurrent: () => boolean): Promise<string | undefined> {
    const { store, refresh, onSignedOut } = this.#options;
    // Read within the flight: a call that was refused before the last flight landed finds its result here.
    const pair = await store.load();
    if (pair?.access !== rejected) return pair?.access;
    // Counted from the start of the request: the token was issued no earlier.
    const startedAtMs = Date.now();
    try {
      const next = await refresh(pair);
      if (!isCurrent()) return undefined;
      this.#note(next, startedAtMs);
      await store.save(next);
      return next.access;
    } catch (error) {
      if (!(error instanceof HttpError) || error.status !== 401) throw error;
      if (isCurrent()) {
        await store.clear();
        onSignedOut?.();
      }
      return undefined;
    }
  }

  #note(pair: TokenPair, receivedAtMs: number): void {
    const lifetime = lifetimeMs(pair.access);
    if (lifetime === undefined) {
      this.#expiry = undefined;
      return;
    }
    const renewAtMs = receivedAtMs + Math.max(lifetime - this.#options.leadMs, lifetime / 2);
    this.#expiry = { access: pair.access, renewAtMs, atMs: receivedAtMs + lifetime };
  }
}
