import { isSdkError, type TokenPair } from '@throughline/sdk';
import type { RenewalMemory, RenewalOutcome } from './renewal-memory.ts';
import { isDue, refreshId, sessionOf, type SessionData } from './session-data.ts';

const firstPauseMs = 50;

export interface RenewalOptions {
  /** @throws {HttpError} of status 401 when the session has ended; any other failure keeps the session */
  refresh: (refreshToken: string, asker: Headers) => Promise<TokenPair>;
  leadMs: number;
  graceMs: number;
  retryMs: number;
}

/** What the asking request needs beyond a token that has not expired. */
export interface Demand {
  /** Its headers, for the backend to know whose request it is. */
  asker?: Headers;
  /** The access token that a service has refused. */
  rejected?: string;
  /** A token that is issued from now on: what it says about the person has changed. */
  anew?: boolean;
}

export type Freshness =
  | { readonly status: 'signed-in'; readonly session: SessionData }
  | { readonly status: 'ended' }
  | { readonly status: 'unavailable'; readonly session: SessionData; readonly cause: unknown };

/**
 * Brings sessions up to date. However many requests ask at the same time with the same refresh token, this process sends
 * it once, and remembers the answer for those that come late with the old cookie.
 */
export class Renewals {
  readonly #options: RenewalOptions;
  readonly #memory: RenewalMemory;

  constructor(options: RenewalOptions, memory: RenewalMemory) {
    this.#options = options;
    this.#memory = memory;
  }

  async fresh(session: SessionData, { asker, rejected, anew = false }: Demand = {}): Promise<Freshness> {
    let newest = session;
    let isNew = false;
    for (;;) {
      const key = keyOf(newest);
      let flight = this.#memory.get(key);
      if (flight === undefined) {
        const isWanted = anew || newest.access === rejected || isDue(newest, this.#options.leadMs, Date.now());
        // What this call has renewed is as fresh as it gets, however short it lives.
        if (isNew || !isWanted) return { status: 'signed-in', session: newest };
        flight = this.#start(key, newest, asker ?? new Headers());
        isNew = true;
      }
      const outcome = await flight;
      if (outcome.status === 'ended') return outcome;
      if (outcome.status === 'unavailable') return { ...outcome, session: newest };
      newest = outcome.session;
    }
  }

  /** The newest session known in this process; asks nobody. */
  async newest(session: SessionData): Promise<SessionData> {
    let newest = session;
    for (;;) {
      const outcome = await this.#memory.get(keyOf(newest));
      if (outcome?.status !== 'renewed') return newest;
      newest = outcome.session;
    }
  }

  /** A signed-out session stays signed out for requests that were on their way. */
  end(session: SessionData): void {
    this.#remember(keyOf(session), Promise.resolve({ status: 'ended' }));
  }

  #start(key: string, session: SessionData, asker: Headers): Promise<RenewalOutcome> {
    const flight = this.#renew(session, asker);
    this.#remember(key, flight);
    return flight;
  }

  #remember(key: string, flight: Promise<RenewalOutcome>): void {
    this.#memory.set(key, flight);
    const forget = () => {
      if (this.#memory.get(key) === flight) this.#memory.delete(key);
    };
    void flight.then((outcome) => {
      if (outcome.status === 'unavailable') forget();
      else setTimeout(forget, this.#options.graceMs).unref();
    });
  }

  /** Never rejects, and does not end with the request that asked: others wait for the same answer. */
  async #renew(session: SessionData, asker: Headers): Promise<RenewalOutcome> {
    const giveUpAtMs = Date.now() + this.#options.retryMs;
    for (let pauseMs = firstPauseMs; ; pauseMs *= 2) {
      // Counted from the start of the attempt: the token was issued no earlier.
      const startedAtMs = Date.now();
      try {
        const pair = await this.#options.refresh(session.refresh, asker);
        return { status: 'renewed', session: sessionOf(pair, session.generation + 1, startedAtMs) };
      } catch (cause) {
        if (isRefusal(cause)) return { status: 'ended' };
        // The same token again is safe: the backend answers it with the same successor.
        if (!isPassing(cause) || Date.now() + pauseMs > giveUpAtMs) return { status: 'unavailable', cause };
      }
      await new Promise((resolve) => setTimeout(resolve, pauseMs));
    }
  }
}

/** The generation too, for backends that do not rotate: there the successor has the same refresh token. */
function keyOf(session: SessionData): string {
  return `${refreshId(session)} ${session.generation}`;
}

function isRefusal(error: unknown): boolean {
  return isSdkError(error) && 'status' in error && error.status === 401;
}

function isPassing(error: unknown): boolean {
  return isSdkError(error) && ['network', 'timeout', 'server'].includes(error.category);
}
