import type { RenewalMemory } from './renewal-memory.ts';
import { Renewals } from './renewals.ts';
import { createSealer } from './sealer.ts';
import { SessionCookie } from './session-cookie.ts';
import type { SessionOptions } from './session-options.ts';

/** What every entry point of a session works with. */
export interface SessionCore {
  options: SessionOptions;
  cookie: SessionCookie;
  renewals: Renewals;
}

/** @throws {TypeError} when an option is wrong */
export function createSessionCore(options: SessionOptions, memory: RenewalMemory): SessionCore {
  const { keys, cookie, refresh, publicUrl } = options;
  if (!URL.canParse(publicUrl)) throw new TypeError('publicUrl must be an address such as https://example.org');
  if (cookie.name.startsWith('__Host-') && !cookie.secure)
    throw new TypeError('Browsers refuse a cookie named __Host-… that is not secure.');
  return {
    options,
    cookie: new SessionCookie(cookie, createSealer(keys, cookie.name)),
    renewals: new Renewals(
      {
        refresh,
        leadMs: options.leadMs ?? 60_000,
        graceMs: options.graceMs ?? 30_000,
        retryMs: options.retryMs ?? 3000,
      },
      memory,
    ),
  };
}
