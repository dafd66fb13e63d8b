import { afterEach, expect, test, vi } from 'vitest';
import { principal, testTicketStore } from '../../tests/ticket-store-suite.ts';
import { MemoryTicketStore } from './memory-ticket-store.ts';

afterEach(() => {
  vi.useRealTimers();
});

testTicketStore(() => new MemoryTicketStore(30));

test.each([
  ['at once', 0, principal],
  ['just in time', 29_999, principal],
  ['too late', 30_000, undefined],
])('a ticket that is shown %s is worth that', async (_, waitMs, worth) => {
  vi.useFakeTimers({ toFake: ['Date'] });
  const tickets = new MemoryTicketStore(30);
  const ticket = await tickets.issue(principal);
  vi.setSystemTime(Date.now() + waitMs);
  expect(await tickets.take(ticket)).toBe(worth);
});

test('tickets that nobody used take no memory once they are too old', async () => {
  vi.useFakeTimers({ toFake: ['Date'] });
  const tickets = new MemoryTicketStore(30);
  for (let count = 0; count < 100; count += 1) await tickets.issue(principal);
  vi.setSystemTime(Date.now() + 30_000);
  await tickets.issue(principal);
  expect(tickets.size).toBe(1);
});
