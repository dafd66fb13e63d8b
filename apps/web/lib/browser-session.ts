import { contracts, parseEvent, type AnyEvent } from '@throughline/contracts/backend';
import { browserTokens, type BrowserTokens } from '@throughline/next/browser';
import { createClient, type Client } from '@throughline/sdk';
import { RealtimeClient } from '@throughline/sdk/realtime';

/** What a page talks through while it is open: one of each, however many parts of the page use them. */
export interface BrowserSession {
  personId: string;
  tokens: BrowserTokens;
  api: Client<typeof usedContracts>;
  realtime: RealtimeClient<AnyEvent>;
}

const usedContracts = { projects: contracts.projects };

let current: BrowserSession | undefined;

/**
 * The session of this person; that of another one ends, for a page may outlive a sign-in.
 * @param gatewayUrl where browsers reach the gateway
 */
export function browserSession(personId: string, gatewayUrl: string): BrowserSession {
  // The server renders pages of many people; it keeps nothing, and nothing is called there.
  if (typeof window === 'undefined') return open(personId, gatewayUrl);
  if (current?.personId === personId) return current;
  current?.realtime.close();
  current?.tokens.reset();
  current = open(personId, gatewayUrl);
  return current;
}

/** Ends the session at the backend and in every tab. @returns whether the server could be reached */
export async function signOut(): Promise<boolean> {
  const response = await fetch('/session/sign-out', { method: 'POST' }).catch(() => undefined);
  if (response?.ok !== true) return false;
  current?.realtime.close();
  (current?.tokens ?? browserTokens()).reset();
  current = undefined;
  return true;
}

function open(personId: string, gatewayUrl: string): BrowserSession {
  const tokens = browserTokens();
  return {
    personId,
    tokens,
    api: createClient({ contract: usedContracts, tokens }),
    realtime: new RealtimeClient<AnyEvent>({ baseUrl: gatewayUrl, tokens, parseEvent }),
  };
}
