import type { TokenPair, TokenSource } from '@throughline/sdk';
import { decodeJwt, type JWTPayload } from 'jose';
import { cookies, headers } from 'next/headers.js';
import type { NextRequest, NextResponse } from 'next/server.js';
import { proxySession, type ProxyOptions } from './proxy-session.ts';
import { processMemory } from './renewal-memory.ts';
import { createSessionCore, type SessionCore } from './session-core.ts';
import { sessionOf } from './session-data.ts';
import type { SessionOptions } from './session-options.ts';
import { endSession, signOutRoute } from './sign-out.ts';
import { tokenRoute } from './token-route.ts';

/** The signed-in person of a request. */
export interface CurrentSession {
  /** Of the access token; true when it was sealed, and checked again by each service. */
  claims: JWTPayload;
  accessToken: string;
}

export interface Session {
  /** Signs in. For server actions and route handlers. @param startedAtMs when the pair was asked for */
  start: (pair: TokenPair, startedAtMs?: number) => Promise<void>;
  /** Signs out: ends the session at the backend and deletes the cookie. For server actions and route handlers. */
  end: () => Promise<void>;
  /** Gets a token that is issued from now on, after the person's role or company has changed. For server actions. */
  renew: () => Promise<'renewed' | 'signed-out' | 'unavailable'>;
  /** The person of this request; renews nothing. For server components too. */
  current: () => Promise<CurrentSession | undefined>;
  /** For a client on the server, of this request. */
  tokens: () => TokenSource;
  /** For `proxy.ts`. */
  proxy: (request: NextRequest, options?: ProxyOptions) => Promise<NextResponse>;
  /** For `POST` of `/session/token`. */
  tokenRoute: (request: Request) => Promise<Response>;
  /** For `POST` of `/session/sign-out`. */
  signOutRoute: (request: Request) => Promise<Response>;
}

/**
 * The browser's session of a Next.js app: the pair of tokens lives in a sealed cookie, the backend stays the truth.
 * @param options asked for at the first use: Next evaluates modules at build time, where the settings of the run are not
 * @example
 * export const session = createSession(() => ({ publicUrl: env.PUBLIC_URL, keys: [env.SESSION_SECRET], … }));
 */
export function createSession(options: () => SessionOptions): Session {
  let made: SessionCore | undefined;
  const core = () => (made ??= createSessionCore(options(), processMemory()));
  const sent = async () => core().cookie.read(await cookies());
  return {
    async start(pair, startedAtMs = Date.now()) {
      const { cookie } = core();
      (await cookies()).set(await cookie.seal(sessionOf(pair, 0, startedAtMs)));
    },
    async end() {
      const session = await sent();
      if (session !== undefined) await endSession(core(), session);
      (await cookies()).set(core().cookie.cleared());
    },
    async renew() {
      const { renewals, cookie, options: given } = core();
      const session = await sent();
      if (session === undefined) return 'signed-out';
      const outcome = await renewals.fresh(session, { asker: await headers(), anew: true });
      if (outcome.status === 'unavailable') {
        given.onError(outcome.cause);
        return 'unavailable';
      }
      (await cookies()).set(outcome.status === 'ended' ? cookie.cleared() : await cookie.seal(outcome.session));
      return outcome.status === 'ended' ? 'signed-out' : 'renewed';
    },
    async current() {
      const session = await sent();
      return session && { claims: decodeJwt(session.access), accessToken: session.access };
    },
    tokens: () => ({
      token: async () => (await sent())?.access,
      async renew(rejected) {
        const session = await sent();
        if (session === undefined) return undefined;
        // A page cannot set a cookie; the process remembers the renewal and the proxy hands it out with the next request.
        const outcome = await core().renewals.fresh(session, { asker: await headers(), rejected });
        if (outcome.status === 'unavailable') throw outcome.cause;
        return outcome.status === 'ended' ? undefined : outcome.session.access;
      },
    }),
    proxy: (request, proxyOptions) => proxySession(core(), request, proxyOptions),
    tokenRoute: (request) => tokenRoute(core(), request),
    signOutRoute: (request) => signOutRoute(core(), request),
  };
}
