import { afterEach, describe, expect, test } from 'vitest';
import { ampleBounds, testBroker } from '../../tests/broker-suite.ts';
import { publishedEvent as event } from '../../tests/published-event.ts';
import { readAll } from '../../tests/reader.ts';
import { MemoryBroker, type MemoryBrokerOptions } from './memory-broker.ts';

const brokers: MemoryBroker[] = [];
afterEach(() => Promise.all(brokers.splice(0).map((broker) => broker.close())));

function startBroker(
  retention: Partial<MemoryBrokerOptions['retention']> = {},
  bounds: Partial<Omit<MemoryBrokerOptions, 'retention'>> = {},
): MemoryBroker {
  const broker = new MemoryBroker({
    retention: { ...ampleBounds, maxAgeMs: 60_000, ...retention },
    rememberedIds: 1000,
    maxTotalBytes: 1e9,
    ...bounds,
  });
  brokers.push(broker);
  return broker;
}

const nothing = () => undefined;

testBroker((bounds) => Promise.resolve(startBroker(bounds)));

describe('the history', () => {
  test('forgets what is too old, and then the topic, and a reader from before that is told', async () => {
    const broker = startBroker({ maxAgeMs: 1000 });
    const reader = await broker.subscribe(['room_1'], undefined, nothing);
    const { position } = reader;
    reader.close();
    await broker.publish([event('a')]);
    broker.forget(Date.now() + 500);
    expect(broker.topicCount).toBe(1);
    broker.forget(Date.now() + 2000);
    expect(broker.topicCount).toBe(0);
    expect(readAll(await broker.subscribe(['room_1'], position, nothing))).toEqual({ seen: [], lost: ['room_1'] });
  });
});

describe('the memory of all topics together', () => {
  test('stays within its bound; the topic that fills it loses its older events, and its reader is told', async () => {
    const broker = startBroker({}, { maxTotalBytes: 10_000 });
    const small = await broker.subscribe(['room_1'], undefined, nothing);
    const large = await broker.subscribe(['room_2'], undefined, nothing);
    await broker.publish([event('a')]);
    for (let index = 0; index < 200; index += 1) {
      await broker.publish([event(`b-${index}`, ['room_2'])]);
      expect(broker.totalBytes).toBeLessThanOrEqual(10_000);
    }
    expect(broker.totalBytes).toBeGreaterThan(5000);
    expect(readAll(small)).toEqual({ seen: ['a@room_1'], lost: [] });
    const { seen, lost } = readAll(large);
    expect(lost).toEqual(['room_2']);
    expect(seen.at(-1)).toBe('b-199@room_2');
  });

  test('stays within its bound when every topic is small, and when one event alone is over it', async () => {
    const broker = startBroker({}, { maxTotalBytes: 10_000 });
    for (let index = 0; index < 500; index += 1) await broker.publish([event(`a-${index}`, [`room_${index}`])]);
    expect(broker.totalBytes).toBeLessThanOrEqual(10_000);
    const reader = await broker.subscribe(['room_7'], undefined, nothing);
    await broker.publish([{ ...event('huge', ['room_7']), data: 'x'.repeat(20_000) }]);
    expect(broker.totalBytes).toBeLessThanOrEqual(10_000);
    expect(readAll(reader)).toEqual({ seen: [], lost: ['room_7'] });
  });

  test('counts what has been forgotten as free', async () => {
    const broker = startBroker({ maxAgeMs: 1000, maxEvents: 3 });
    for (let index = 0; index < 10; index += 1) await broker.publish([event(`a-${index}`)]);
    expect(broker.totalBytes).toBeGreaterThan(0);
    broker.forget(Date.now() + 2000);
    expect(broker.totalBytes).toBe(0);
  });
});

test('only so many ids are remembered: the oldest is forgotten first, and comes as a new event', async () => {
  const broker = startBroker({}, { rememberedIds: 10 });
  for (let index = 0; index < 100; index += 1) await broker.publish([event(`a-${index}`)]);
  expect(broker.rememberedIdCount).toBe(10);
  expect((await broker.publish([event('a-99')]))[0]?.duplicate).toBe(true);
  expect((await broker.publish([event('a-90')]))[0]?.duplicate).toBe(true);
  expect((await broker.publish([event('a-89')]))[0]?.duplicate).toBe(false);
});
