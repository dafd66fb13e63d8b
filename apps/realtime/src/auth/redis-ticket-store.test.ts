import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { connectTo } from '../../tests/redis-connections.ts';
import { principal, testTicketStore } from '../../tests/ticket-store-suite.ts';
import { Valkey } from '../../tests/valkey.ts';
import { RedisTicketStore } from './redis-ticket-store.ts';

let valkey: Valkey;

beforeAll(async () => {
  valkey = await Valkey.start(process.env['VALKEY_SERVER']);
});
afterAll(() => valkey.stop());

function node(prefix: string, connection = connectTo(valkey.url)): RedisTicketStore {
  return new RedisTicketStore({ connection, prefix, lifetimeSeconds: 30 });
}

testTicketStore(() => node(randomUUID()));

test('a ticket of one node is worth its person at another, and then nowhere', async () => {
  const [first, second] = [node('shared'), node('shared')];
  const ticket = await first.issue(principal);
  expect(await node('another').take(ticket)).toBeUndefined();
  expect(await second.take(ticket)).toEqual(principal);
  expect(await first.take(ticket)).toBeUndefined();
});

test('neither the ticket nor the token can be read in Redis', async () => {
  const connection = connectTo(valkey.url);
  const ticket = await node('hidden', connection).issue(principal);
  const session = await connection.session();
  const names = await session.run((client) => client.keys('{hidden}*'));
  const values = await session.run((client) => client.mGet(names));
  expect(names).toHaveLength(1);
  for (const secret of [ticket, principal.token, 'ada'])
    expect(`${String(names)} ${String(values)}`).not.toContain(secret);
});

test('a ticket that nobody shows is forgotten after its time', async () => {
  const connection = connectTo(valkey.url);
  await node('unused', connection).issue(principal);
  const session = await connection.session();
  const [name = ''] = await session.run((client) => client.keys('{unused}*'));
  const leftMs = await session.run((client) => client.pTTL(name));
  expect(leftMs).toBeGreaterThan(0);
  expect(leftMs).toBeLessThanOrEqual(30_000);
});

test('without Redis, a ticket is asked for again later', async () => {
  const tickets = node('away', connectTo('redis://127.0.0.1:1/0', 200));
  const refused = { code: 'server.unavailable', headers: { 'Retry-After': '1' } };
  await expect(tickets.issue(principal)).rejects.toMatchObject(refused);
  await expect(tickets.take('any')).rejects.toMatchObject(refused);
});
