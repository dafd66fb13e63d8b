import type { BrowserSession } from './browser-session.ts';
import { loadLater } from './load-later.ts';

/** The session of this person. What it is made of comes after the page that calls through it. */
export async function loadSession(personId: string, gatewayUrl: string): Promise<BrowserSession> {
  const { browserSession } = await loadLater(() => import('./browser-session.ts'));
  return browserSession(personId, gatewayUrl);
}
