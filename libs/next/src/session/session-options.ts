import type { TokenPair } from '@throughline/sdk';
import type { CookieOptions } from './session-cookie.ts';

export interface SessionOptions {
  /** The address at which people reach the site; requests that change the session must come from its origin. */
  publicUrl: string;
  /** Secrets that seal the cookie, at least 32 characters each, newest first: the first seals, all open. */
  keys: readonly string[];
  cookie: CookieOptions;
  /**
   * Asks the backend for the next pair.
   * @param asker headers of the request for which it is asked, the first where there are several
   * @throws {HttpError} of status 401 when the session has ended; any other failure keeps the session
   */
  refresh: (refreshToken: string, asker: Headers) => Promise<TokenPair>;
  /** Ends the session at the backend. */
  revoke: (refreshToken: string) => Promise<void>;
  /**
   * How long before its expiry an access token is renewed, in milliseconds.
   * @default 60_000
   */
  leadMs?: number;
  /**
   * How long a renewal is remembered for requests that come with the old cookie, in milliseconds: the backend's grace.
   * With the slowest answer added it must stay below the access token's life without the lead.
   * @default 30_000
   */
  graceMs?: number;
  /**
   * For how long a renewal is tried again when the backend cannot be reached or fails, in milliseconds.
   * @default 3_000
   */
  retryMs?: number;
  /** Told of what the visitor is not: the backend could not be asked, or a cookie could not be sealed. */
  onError: (error: unknown) => void;
}
