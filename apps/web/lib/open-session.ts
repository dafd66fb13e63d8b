import type { BrowserSession } from './browser-session.ts';

// Apart from what a session is made of: pages that only end one need not load that.
let current: BrowserSession | undefined;
let isLeaving = false;

/** Whether the person is signing out on this very page, which then leads where they want to go. */
export function isBeingLeft(): boolean {
  return isLeaving;
}

export function setBeingLeft(value: boolean): void {
  isLeaving = value;
}

export function openSession(): BrowserSession | undefined {
  return current;
}

export function keepOpenSession(session: BrowserSession): BrowserSession {
  current = session;
  return session;
}

/** Forgets, in every tab, what belongs to the person: they left, or go on for another company. */
export async function endOpenSession(): Promise<void> {
  const ended = current;
  current = undefined;
  ended?.realtime.close();
  const tokens = ended?.tokens ?? (await import('@throughline/next/browser')).browserTokens();
  tokens.reset();
}
