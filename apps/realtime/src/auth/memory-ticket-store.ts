import { randomBytes } from 'node:crypto';
import type { Principal } from './principal.ts';
import type { TicketStore } from './ticket-store.ts';

interface Ticket {
  principal: Principal;
  expiresAtMs: number;
}

/** Tickets of one node. */
export class MemoryTicketStore implements TicketStore {
  readonly lifetimeSeconds: number;
  readonly #tickets = new Map<string, Ticket>();

  constructor(lifetimeSeconds: number) {
    this.lifetimeSeconds = lifetimeSeconds;
  }

  /** Tickets that are neither used nor too old, as of the last call. */
  get size(): number {
    return this.#tickets.size;
  }

  issue(principal: Principal): Promise<string> {
    this.#dropExpired();
    const ticket = randomBytes(24).toString('base64url');
    this.#tickets.set(ticket, { principal, expiresAtMs: Date.now() + this.lifetimeSeconds * 1000 });
    return Promise.resolve(ticket);
  }

  take(ticket: string): Promise<Principal | undefined> {
    this.#dropExpired();
    const found = this.#tickets.get(ticket);
    this.#tickets.delete(ticket);
    return Promise.resolve(found?.principal);
  }

  /** All live equally long, so the oldest stand first. */
  #dropExpired(): void {
    const nowMs = Date.now();
    for (const [ticket, { expiresAtMs }] of this.#tickets) {
      if (expiresAtMs > nowMs) return;
      this.#tickets.delete(ticket);
    }
  }
}
