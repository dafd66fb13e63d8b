import type { PublishedEvent } from '@throughline/contracts/wire';
import fc from 'fast-check';
import { afterEach, describe, expect, test, vi } from 'vitest';
import type { Subscription } from '../domain/broker.ts';
import { parsePosition } from '../domain/position.ts';
import { MemoryBroker, type MemoryBrokerOptions } from './memory-broker.ts';

const brokers: MemoryBroker[] = [];
afterEach(() => Promise.all(brokers.splice(0).map((broker) => broker.close())));

function startBroker(
  retention: Partial<MemoryBrokerOptions['retention']> = {},
  bounds: Partial<Omit<MemoryBrokerOptions, 'retention'>> = {},
): MemoryBroker {
  const broker = new MemoryBroker({
    retention: { maxEvents: 100, maxBytes: 1e6, maxAgeMs: 60_000, ...retention },
    rememberedIds: 1000,
    maxTotalBytes: 1e9,
    ...bounds,
  });
  brokers.push(broker);
  return broker;
}

function event(id: string, topics: string[] = ['room_1']): PublishedEvent {
  return {
    id,
    topics,
    type: 'note.added',
    occurred_at: '2026-11-21T12:00:00Z',
    actor_id: null,
    entity_id: 'e',
    entity_version: 1,
    schema_version: 1,
    request_id: null,
    traceparent: null,
    data: {},
  };
}

const nothing = () => undefined;

function readAll(subscription: Subscription, maxBytes = 1e6): { seen: string[]; lost: string[] } {
  const seen: string[] = [];
  const lost: string[] = [];
  for (;;) {
    const reading = subscription.read(maxBytes);
    lost.push(...reading.lost);
    if (reading.frames.length === 0) return { seen, lost };
    for (const frame of reading.frames) {
      const [, data = ''] = /^data: (.*)$/m.exec(frame.toString()) ?? [];
      const { id, topic } = JSON.parse(data) as { id: string; topic: string };
      seen.push(`${id}@${topic}`);
    }
  }
}

describe('a reader', () => {
  test('sees what is published after it came, in order, and is told once until it reads', async () => {
    const broker = startBroker();
    await broker.publish([event('before')]);
    const onNews = vi.fn();
    const subscription = await broker.subscribe(['room_1', 'room_2'], undefined, onNews);
    await broker.publish([event('a'), event('b', ['room_2']), event('c', ['room_3'])]);
    await broker.publish([event('d')]);
    expect(onNews).toHaveBeenCalledTimes(1);
    expect(readAll(subscription)).toEqual({ seen: ['a@room_1', 'b@room_2', 'd@room_1'], lost: [] });
    await broker.publish([event('e')]);
    expect(onNews).toHaveBeenCalledTimes(2);
  });

  test('resumes all its topics from one position, and reads in pieces', async () => {
    const broker = startBroker();
    const first = await broker.subscribe(['room_1', 'room_2'], undefined, nothing);
    await broker.publish([event('a', ['room_1', 'room_2']), event('b', ['room_2'])]);
    first.read(1);
    const second = await broker.subscribe(['room_1', 'room_2'], first.position, nothing);
    expect(readAll(second, 1)).toEqual({ seen: ['a@room_2', 'b@room_2'], lost: [] });
  });

  test('of another epoch has lost its topics and goes on from now', async () => {
    const broker = startBroker();
    await broker.publish([event('a')]);
    const onNews = vi.fn();
    const subscription = await broker.subscribe(['room_1', 'room_2'], { epoch: 'gone', number: 0 }, onNews);
    expect(onNews).toHaveBeenCalledTimes(1);
    expect(readAll(subscription)).toEqual({ seen: [], lost: ['room_1', 'room_2'] });
  });

  test('from the future of this epoch has lost its topics', async () => {
    const broker = startBroker();
    const subscription = await broker.subscribe(['room_1'], { epoch: broker.epoch, number: 5 }, nothing);
    expect(readAll(subscription).lost).toEqual(['room_1']);
  });

  test('that is slower than the history is told which topic it lost, once, and gets the rest', async () => {
    const broker = startBroker({ maxEvents: 2 });
    const subscription = await broker.subscribe(['room_1', 'room_2'], undefined, nothing);
    await broker.publish([event('x', ['room_2']), ...['a', 'b', 'c', 'd'].map((id) => event(id))]);
    expect(readAll(subscription, 1)).toEqual({ seen: ['x@room_2', 'c@room_1', 'd@room_1'], lost: ['room_1'] });
  });

  test('that has closed is told nothing', async () => {
    const broker = startBroker();
    const onNews = vi.fn();
    (await broker.subscribe(['room_1'], undefined, onNews)).close();
    await broker.publish([event('a')]);
    expect(onNews).not.toHaveBeenCalled();
  });
});

describe('publishing', () => {
  test('twice delivers once, and answers with the same position', async () => {
    const broker = startBroker();
    const subscription = await broker.subscribe(['room_1', 'room_2'], undefined, nothing);
    const [first] = await broker.publish([event('a')]);
    const [second] = await broker.publish([event('a')]);
    expect(second).toEqual({ ...first, duplicate: true });
    const [third] = await broker.publish([event('a', ['room_1', 'room_2'])]);
    expect(third?.duplicate).toBe(false);
    expect(readAll(subscription).seen).toEqual(['a@room_1', 'a@room_2']);
  });

  test('gives each topic of an event a position of its own', async () => {
    const [outcome] = await startBroker().publish([event('a', ['room_1', 'room_2'])]);
    const numbers = Object.values(outcome?.positions ?? {}).map((position) => parsePosition(position)?.number);
    expect(new Set(numbers).size).toBe(2);
  });
});

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

  test('keeps as many bytes as its bound, however many went before', async () => {
    const broker = startBroker({ maxBytes: 1000 });
    const { position } = await broker.subscribe(['room_1'], undefined, nothing);
    for (let index = 0; index < 50; index += 1) await broker.publish([event(`a-${index}`)]);
    const { seen } = readAll(await broker.subscribe(['room_1'], position, nothing));
    expect(seen).toEqual(['a-46@room_1', 'a-47@room_1', 'a-48@room_1', 'a-49@room_1']);
  });

  test('keeps the newest event even when it alone is over the bound', async () => {
    const broker = startBroker({ maxBytes: 10 });
    const { position } = await broker.subscribe(['room_1'], undefined, nothing);
    await broker.publish([event('a')]);
    expect(readAll(await broker.subscribe(['room_1'], position, nothing)).seen).toEqual(['a@room_1']);
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

describe('a topic that begins while the others resume', () => {
  test('has what came after that moment, the others what came after the position', async () => {
    const broker = startBroker();
    const { position } = await broker.subscribe([], undefined, nothing);
    await broker.publish([event('a', ['room_1', 'room_2'])]);
    const reader = await broker.subscribe(['room_1', 'room_2'], position, nothing);
    const began = reader.begin(['room_2']);
    await broker.publish([event('b', ['room_1', 'room_2'])]);
    expect(began.number).toBe(2);
    expect(readAll(reader)).toEqual({ seen: ['a@room_1', 'b@room_1', 'b@room_2'], lost: [] });
  });

  test('has lost nothing, whatever its history has dropped and whatever the position', async () => {
    const broker = startBroker({ maxEvents: 1 });
    const { position } = await broker.subscribe([], undefined, nothing);
    await broker.publish(['a', 'b', 'c'].map((id) => event(id, ['room_1', 'room_2'])));
    const resumed = await broker.subscribe(['room_1', 'room_2'], position, nothing);
    resumed.begin(['room_2']);
    expect(readAll(resumed)).toEqual({ seen: ['c@room_1'], lost: ['room_1'] });
    const fromElsewhere = await broker.subscribe(['room_1', 'room_2'], { epoch: 'gone', number: 1 }, nothing);
    fromElsewhere.begin(['room_2']);
    expect(readAll(fromElsewhere)).toEqual({ seen: [], lost: ['room_1'] });
  });
});

test('whatever is published and however it is read, a reader misses nothing untold and sees nothing twice', async () => {
  const step = fc.oneof(
    { weight: 3, arbitrary: fc.record({ publish: fc.subarray(['room_1', 'room_2', 'room_3'], { minLength: 1 }) }) },
    { weight: 2, arbitrary: fc.record({ read: fc.integer({ min: 1, max: 2000 }) }) },
    { weight: 1, arbitrary: fc.constant({ reconnect: true }) },
  );
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 60 }), fc.integer({ min: 1, max: 8 }), async (steps, maxEvents) => {
      const broker = startBroker({ maxEvents });
      const topics = ['room_1', 'room_2'];
      let subscription = await broker.subscribe(topics, undefined, nothing);
      const published = new Map<string, string[]>(topics.map((topic) => [topic, []]));
      const seen = new Map<string, string[]>(topics.map((topic) => [topic, []]));
      const lost = new Set<string>();
      const note = (reading: { seen: string[]; lost: readonly string[] }) => {
        for (const topic of reading.lost) lost.add(topic);
        for (const entry of reading.seen) {
          const [id = '', topic = ''] = entry.split('@');
          seen.get(topic)?.push(id);
        }
      };
      for (const [index, action] of steps.entries()) {
        if ('publish' in action) {
          await broker.publish([event(String(index), action.publish)]);
          for (const topic of action.publish) published.get(topic)?.push(String(index));
        } else if ('read' in action) {
          const { frames, lost: told } = subscription.read(action.read);
          note({
            seen: frames.map(
              (frame) => /"id":"(\d+)".*"topic":"(\w+)"/.exec(frame.toString())?.slice(1).join('@') ?? '',
            ),
            lost: told,
          });
        } else {
          const { position } = subscription;
          subscription.close();
          subscription = await broker.subscribe(topics, position, nothing);
        }
      }
      note(readAll(subscription));
      for (const topic of topics) {
        const all = published.get(topic) ?? [];
        const got = seen.get(topic) ?? [];
        expect(got).toEqual(all.filter((id) => got.includes(id)));
        if (!lost.has(topic)) expect(got).toEqual(all);
        // A gap is at the old end: the newest are never among the missing.
        expect(got.slice(-1)).toEqual(all.slice(-1));
      }
      await broker.close();
    }),
  );
});
