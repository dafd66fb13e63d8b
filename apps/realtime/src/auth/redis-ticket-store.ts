import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';
import type { AccessClaims } from '@throughline/service-kit';
import * as z from 'zod/mini';
import { redisUnavailable, type RedisConnection } from '../redis/redis-connection.ts';
import type { RedisSession } from '../redis/redis-session.ts';
import type { Principal } from './principal.ts';
import type { TicketStore } from './ticket-store.ts';

export interface RedisTicketStoreOptions {
  connection: RedisConnection;
  /** Of all names in Redis; nodes of one prefix are one gateway. */
  prefix: string;
  lifetimeSeconds: number;
}

const nonceBytes = 12;
const tagBytes = 16;
const stored = z.object({ token: z.string(), claims: z.custom<AccessClaims>((value) => typeof value === 'object') });

/**
 * Tickets of many nodes. Who reads Redis learns neither tickets nor tokens: a ticket's name there is its digest, and what it
 * is worth is encrypted under the ticket.
 */
export class RedisTicketStore implements TicketStore {
  readonly lifetimeSeconds: number;
  readonly #connection: RedisConnection;
  readonly #prefix: string;

  constructor({ connection, prefix, lifetimeSeconds }: RedisTicketStoreOptions) {
    this.#connection = connection;
    this.#prefix = prefix;
    this.lifetimeSeconds = lifetimeSeconds;
  }

  async issue({ token, claims }: Principal): Promise<string> {
    const ticket = randomBytes(24).toString('base64url');
    const value = seal(ticket, JSON.stringify({ token, claims }));
    await this.#run((session) =>
      session.run((client) =>
        client.set(this.#name(ticket), value, { expiration: { type: 'EX', value: this.lifetimeSeconds } }),
      ),
    );
    return ticket;
  }

  async take(ticket: string): Promise<Principal | undefined> {
    const value = await this.#run((session) => session.run((client) => client.getDel(this.#name(ticket))));
    return value === null ? undefined : stored.parse(JSON.parse(open(ticket, value)));
  }

  #name(ticket: string): string {
    return `{${this.#prefix}}:ticket:${digest('name', ticket).toString('base64url')}`;
  }

  async #run<Answer>(work: (session: RedisSession) => Promise<Answer>): Promise<Answer> {
    const session = await this.#connection.session();
    try {
      return await work(session);
    } catch (error) {
      throw redisUnavailable(error);
    }
  }
}

function seal(ticket: string, text: string): string {
  const nonce = randomBytes(nonceBytes);
  const cipher = createCipheriv('aes-256-gcm', digest('key', ticket), nonce);
  return Buffer.concat([nonce, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]).toString('base64');
}

function open(ticket: string, sealed: string): string {
  const bytes = Buffer.from(sealed, 'base64');
  const decipher = createDecipheriv('aes-256-gcm', digest('key', ticket), bytes.subarray(0, nonceBytes));
  decipher.setAuthTag(bytes.subarray(-tagBytes));
  return Buffer.concat([decipher.update(bytes.subarray(nonceBytes, -tagBytes)), decipher.final()]).toString('utf8');
}

function digest(purpose: string, ticket: string): Buffer {
  return createHash('sha256').update(`${purpose} ${ticket}`).digest();
}
