import {
  createTask,
  deleteTask,
  listTasks,
  moveTask,
  parseEvent,
  updateTask,
  type AnyEvent,
} from '@throughline/contracts/backend';
import { browserTokens, type BrowserTokens } from '@throughline/next/browser';
import { createClient, type Client } from '@throughline/sdk';
import { RealtimeClient } from '@throughline/sdk/realtime';
import { keepOpenSession, openSession } from './open-session.ts';

/** What a page talks through while it is open: one of each, however many parts of the page use them. */
export interface BrowserSession {
  personId: string;
  tokens: BrowserTokens;
  api: Client<typeof usedContracts>;
  realtime: RealtimeClient<AnyEvent>;
}

// By their names, so that what browsers do not call leaves the bundle.
const usedContracts = { projects: { createTask, deleteTask, listTasks, moveTask, updateTask } };

/**
 * The session of this person; that of another one ends, for a page may outlive a sign-in.
 * @param gatewayUrl where browsers reach the gateway
 */
export function browserSession(personId: string, gatewayUrl: string): BrowserSession {
  // The server renders pages of many people; it keeps nothing, and nothing is called there.
  if (typeof window === 'undefined') return open(personId, gatewayUrl);
  const current = openSession();
  if (current?.personId === personId) return current;
  current?.realtime.close();
  current?.tokens.reset();
  return keepOpenSession(open(personId, gatewayUrl));
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
