import type { SessionData } from './session-data.ts';

export type RenewalOutcome =
  | { readonly status: 'renewed'; readonly session: SessionData }
  /** The backend has ended the session. */
  | { readonly status: 'ended' }
  /** The backend gave no answer that decides. */
  | { readonly status: 'unavailable'; readonly cause: unknown };

/** The renewals of this process, in flight and landed, by refresh token. */
export type RenewalMemory = Map<string, Promise<RenewalOutcome>>;

const key = Symbol.for('throughline.next.renewals');

/** One for the process: bundling makes several copies of this module, and each must find the same. */
export function processMemory(): RenewalMemory {
  const holder: Record<symbol, RenewalMemory | undefined> = globalThis;
  return (holder[key] ??= new Map<string, Promise<RenewalOutcome>>());
}
