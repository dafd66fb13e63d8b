import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { MemoryTicketStore } from './memory-ticket-store.ts';
import type { Principal } from './principal.ts';

const principal: Principal = {
  token: 't',
  claims: { token_type: 'access', user_id: 'ada', jti: 'j', iss: 'i', iat: 0, exp: 300 },
};

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'] });
});
afterEach(() => {
  vi.useRealTimers();
});

test.each([
  ['at once', 0, principal],
  ['just in time', 29_999, principal],
  ['too late', 30_000, undefined],
])('a ticket that is shown %s is worth that', async (_, waitMs, worth) => {
  const tickets = new MemoryTicketStore(30);
  const ticket = await tickets.issue(principal);
  vi.setSystemTime(Date.now() + waitMs);
  expect(await tickets.take(ticket)).toBe(worth);
});

test('a ticket is worth nothing the second time, and one that was never issued nothing at all', async () => {
  const tickets = new MemoryTicketStore(30);
  const ticket = await tickets.issue(principal);
  await tickets.take(ticket);
  expect(await tickets.take(ticket)).toBeUndefined();
  expect(await tickets.take('')).toBeUndefined();
  expect(await tickets.take('x'.repeat(10_000))).toBeUndefined();
});

test('tickets that nobody used take no memory once they are too old', async () => {
  const tickets = new MemoryTicketStore(30);
  for (let count = 0; count < 100; count += 1) await tickets.issue(principal);
  vi.setSystemTime(Date.now() + 30_000);
  await tickets.issue(principal);
  expect(tickets.size).toBe(1);
});
