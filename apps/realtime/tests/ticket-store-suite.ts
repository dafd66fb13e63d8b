import { expect, test } from 'vitest';
import type { Principal } from '../src/auth/principal.ts';
import type { TicketStore } from '../src/auth/ticket-store.ts';

export const principal: Principal = {
  token: 'a.b.c',
  claims: { token_type: 'access', user_id: 'ada', jti: 'j', iss: 'i', iat: 0, exp: 300 },
};

/** What every store of tickets promises. */
export function testTicketStore(start: () => TicketStore): void {
  test('a ticket is worth its person once', async () => {
    const tickets = start();
    const ticket = await tickets.issue(principal);
    expect(await tickets.take(ticket)).toEqual(principal);
    expect(await tickets.take(ticket)).toBeUndefined();
  });

  test('of many who show one ticket at the same time one gets in', async () => {
    const tickets = start();
    const ticket = await tickets.issue(principal);
    const taken = await Promise.all(Array.from({ length: 20 }, () => tickets.take(ticket)));
    expect(taken.filter((person) => person !== undefined)).toEqual([principal]);
  });

  test.each([['none'], [''], ['*'], ['x'.repeat(10_000)], ['a b\r\nc'], ['__proto__']])(
    'what was never issued is worth nothing: %j',
    async (ticket) => {
      const tickets = start();
      await tickets.issue(principal);
      expect(await tickets.take(ticket)).toBeUndefined();
    },
  );
}
