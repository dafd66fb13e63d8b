import type { Principal } from './principal.ts';

/**
 * Tickets for a plain `EventSource`, which cannot send a header: worth one connection, for a short time. Taking one is
 * final, also when the connection then fails.
 */
export interface TicketStore {
  readonly lifetimeSeconds: number;
  issue: (principal: Principal) => Promise<string>;
  /** @returns undefined for a ticket that is unknown, used or too old */
  take: (ticket: string) => Promise<Principal | undefined>;
}
