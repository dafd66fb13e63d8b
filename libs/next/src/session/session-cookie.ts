import type { Sealer } from './sealer.ts';
import { lifetimeOf, type SessionData } from './session-data.ts';

export interface CookieOptions {
  /** With `secure`, a name that starts with `__Host-` keeps other hosts of the domain from setting it (RFC 6265bis). */
  name: string;
  /** Off only where the site has no TLS, as on a developer's machine. */
  secure: boolean;
}

/** The part of Next's cookie stores that is used: a request's, a response's and `cookies()` have it. */
export interface WritableCookies {
  set: (cookie: SealedCookie) => unknown;
}

interface SealedCookie {
  name: string;
  value: string;
  httpOnly: boolean;
  secure: boolean;
  sameSite: 'lax';
  path: string;
  maxAge?: number;
}

/** The session in a cookie that scripts cannot read and the server alone can open. */
export class SessionCookie {
  readonly #options: CookieOptions;
  readonly #sealer: Sealer;

  constructor(options: CookieOptions, sealer: Sealer) {
    this.#options = options;
    this.#sealer = sealer;
  }

  get name(): string {
    return this.#options.name;
  }

  /** @returns undefined where there is no cookie, or none of ours */
  async read(cookies: { get: (name: string) => { value: string } | undefined }): Promise<SessionData | undefined> {
    const cookie = cookies.get(this.name);
    return cookie === undefined ? undefined : this.#sealer.unseal(cookie.value);
  }

  /** @throws {RangeError} when the tokens are too large for a cookie */
  async seal(session: SessionData): Promise<SealedCookie> {
    const lifetimeMs = lifetimeOf(session.refresh);
    return {
      ...this.#attributes(await this.#sealer.seal(session)),
      // An opaque refresh token: the cookie lives as long as the browser.
      ...(lifetimeMs === undefined ? {} : { maxAge: Math.floor(lifetimeMs / 1000) }),
    };
  }

  /** Deletes it. */
  cleared(): SealedCookie {
    return { ...this.#attributes(''), maxAge: 0 };
  }

  #attributes(value: string): SealedCookie {
    const { name, secure } = this.#options;
    return { name, value, httpOnly: true, secure, sameSite: 'lax', path: '/' };
  }
}
