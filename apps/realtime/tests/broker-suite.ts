import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import type { Broker } from '../src/domain/broker.ts';
import { parsePosition } from '../src/domain/position.ts';
import { publishedEvent as event } from './published-event.ts';
import { Follower, readAll, seenIn, type Seen } from './reader.ts';

export interface BrokerBounds {
  maxEvents: number;
  maxBytes: number;
}

export const ampleBounds: BrokerBounds = { maxEvents: 100, maxBytes: 1e6 };

/** Starts a broker with an empty history of its own, and stops it when the test is over. */
export type StartBroker = (bounds?: Partial<BrokerBounds>) => Promise<Broker>;

const nothing = () => undefined;
const rooms = ['room_1', 'room_2', 'room_3'];

/** What every broker promises. What is published may arrive later than it is answered: a follower tells when it has. */
export function testBroker(start: StartBroker): void {
  describe('a reader', () => {
    test('sees what is published after it came, in order, and is told once until it reads', async () => {
      const broker = await start();
      await broker.publish([event('before')]);
      const onNews = vi.fn();
      const subscription = await broker.subscribe(['room_1', 'room_2'], undefined, onNews);
      const follower = await Follower.of(broker, ['room_1']);
      await broker.publish([event('a'), event('b', ['room_2']), event('c', ['room_3'])]);
      await broker.publish([event('d')]);
      await follower.hasSeen('d');
      expect(onNews).toHaveBeenCalledTimes(1);
      expect(readAll(subscription)).toEqual({ seen: ['a@room_1', 'b@room_2', 'd@room_1'], lost: [] });
      await broker.publish([event('e')]);
      await follower.hasSeen('e');
      expect(onNews).toHaveBeenCalledTimes(2);
    });

    test('resumes all its topics from one position, and reads in pieces', async () => {
      const broker = await start();
      const first = await broker.subscribe(['room_1', 'room_2'], undefined, nothing);
      const follower = await Follower.of(broker, ['room_2']);
      await broker.publish([event('a', ['room_1', 'room_2']), event('b', ['room_2'])]);
      await follower.hasSeen('b');
      first.read(1);
      const second = await broker.subscribe(['room_1', 'room_2'], first.position, nothing);
      expect(readAll(second, 1)).toEqual({ seen: ['a@room_2', 'b@room_2'], lost: [] });
    });

    test('resumes a topic that nobody read meanwhile', async () => {
      const broker = await start();
      const { position } = await broker.subscribe([], undefined, nothing);
      await broker.publish([event('a'), event('b', ['room_2']), event('c')]);
      const subscription = await broker.subscribe(['room_1', 'room_2'], position, nothing);
      expect(readAll(subscription)).toEqual({ seen: ['a@room_1', 'b@room_2', 'c@room_1'], lost: [] });
    });

    test('resumes from before another reader of the topic came, which sees nothing twice', async () => {
      const broker = await start();
      const { position } = await broker.subscribe([], undefined, nothing);
      await broker.publish([event('a'), event('b')]);
      const later = await broker.subscribe(['room_1'], undefined, nothing);
      await broker.publish([event('c')]);
      const earlier = await broker.subscribe(['room_1'], position, nothing);
      expect(readAll(earlier)).toEqual({ seen: ['a@room_1', 'b@room_1', 'c@room_1'], lost: [] });
      expect(readAll(later)).toEqual({ seen: ['c@room_1'], lost: [] });
    });

    test('of another epoch has lost its topics and goes on from now', async () => {
      const broker = await start();
      await broker.publish([event('a')]);
      const onNews = vi.fn();
      const subscription = await broker.subscribe(['room_1', 'room_2'], { epoch: 'gone', number: 0 }, onNews);
      expect(onNews).toHaveBeenCalledTimes(1);
      expect(readAll(subscription)).toEqual({ seen: [], lost: ['room_1', 'room_2'] });
    });

    test('from the future of this epoch has lost its topics', async () => {
      const broker = await start();
      const { epoch, number } = (await broker.subscribe([], undefined, nothing)).position;
      const subscription = await broker.subscribe(['room_1'], { epoch, number: number + 5 }, nothing);
      expect(readAll(subscription).lost).toEqual(['room_1']);
    });

    test('that is slower than the history is told which topic it lost, once, and gets the rest', async () => {
      const broker = await start({ maxEvents: 2 });
      const subscription = await broker.subscribe(['room_1', 'room_2'], undefined, nothing);
      const follower = await Follower.of(broker, ['room_1']);
      await broker.publish([event('x', ['room_2']), ...['a', 'b', 'c', 'd'].map((id) => event(id))]);
      await follower.hasSeen('d');
      expect(readAll(subscription, 1)).toEqual({ seen: ['x@room_2', 'c@room_1', 'd@room_1'], lost: ['room_1'] });
    });

    test('that resumes from before what the history keeps is told which topic it lost, and gets the rest', async () => {
      const broker = await start({ maxEvents: 2 });
      const { position } = await broker.subscribe([], undefined, nothing);
      await broker.publish([event('x', ['room_2']), ...['a', 'b', 'c', 'd'].map((id) => event(id))]);
      const subscription = await broker.subscribe(['room_1', 'room_2'], position, nothing);
      expect(readAll(subscription)).toEqual({ seen: ['x@room_2', 'c@room_1', 'd@room_1'], lost: ['room_1'] });
    });

    test('that has closed is told nothing', async () => {
      const broker = await start();
      const onNews = vi.fn();
      (await broker.subscribe(['room_1'], undefined, onNews)).close();
      const follower = await Follower.of(broker, ['room_1']);
      await broker.publish([event('a')]);
      await follower.hasSeen('a');
      expect(onNews).not.toHaveBeenCalled();
    });
  });

  describe('publishing', () => {
    test('twice delivers once, and answers with the same position', async () => {
      const broker = await start();
      const subscription = await broker.subscribe(['room_1', 'room_2'], undefined, nothing);
      const follower = await Follower.of(broker, ['room_2']);
      const [first] = await broker.publish([event('a')]);
      const [second] = await broker.publish([event('a')]);
      expect(second).toEqual({ ...first, duplicate: true });
      const [third] = await broker.publish([event('a', ['room_1', 'room_2'])]);
      expect(third?.duplicate).toBe(false);
      expect(third?.positions['room_1']).toBe(first?.positions['room_1']);
      await follower.hasSeen('a');
      expect(readAll(subscription).seen).toEqual(['a@room_1', 'a@room_2']);
    });

    test('twice in one batch delivers once', async () => {
      const broker = await start();
      const { position } = await broker.subscribe([], undefined, nothing);
      const [first, second] = await broker.publish([event('a'), event('a')]);
      expect(second).toEqual({ ...first, duplicate: true });
      expect(readAll(await broker.subscribe(['room_1'], position, nothing)).seen).toEqual(['a@room_1']);
    });

    test('gives each topic of an event a position of its own, rising over all events', async () => {
      const outcomes = await (await start()).publish([event('a', ['room_1', 'room_2']), event('b'), event('c', rooms)]);
      const numbers = outcomes.flatMap(({ positions }) =>
        Object.values(positions).map((position) => parsePosition(position)?.number ?? NaN),
      );
      expect(numbers).toHaveLength(6);
      expect(numbers).toEqual([...new Set(numbers)].sort((left, right) => left - right));
    });

    test('an event nested too deeply takes nothing of its batch', async () => {
      const broker = await start();
      const { position } = await broker.subscribe([], undefined, nothing);
      let data: unknown = {};
      for (let depth = 0; depth < 100_000; depth += 1) data = [data];
      await expect(async () => broker.publish([event('a'), { ...event('deep'), data }])).rejects.toThrow(RangeError);
      expect(readAll(await broker.subscribe(['room_1'], position, nothing)).seen).toEqual([]);
    });

    test('nothing is answered with nothing', async () => {
      expect(await (await start()).publish([])).toEqual([]);
    });

    test('keeps every character', async () => {
      const broker = await start();
      const subscription = await broker.subscribe(['room_1'], undefined, nothing);
      const follower = await Follower.of(broker, ['room_1']);
      const data = { text: 'é \u{1f600} \u2028 \0 \n " \\ \ud800' };
      await broker.publish([{ ...event('a'), data }]);
      await follower.hasSeen('a');
      const [frame] = subscription.read(1e6).frames;
      expect(frame?.toString()).toContain(`"data":${JSON.stringify(data)}`);
    });
  });

  describe('the history of a topic', () => {
    test('keeps as many bytes as its bound, however many went before', async () => {
      const broker = await start({ maxBytes: 1000 });
      const { position } = await broker.subscribe(['room_1'], undefined, nothing);
      for (let index = 0; index < 50; index += 1) await broker.publish([event(`a-${index}`)]);
      const { seen, lost } = readAll(await broker.subscribe(['room_1'], position, nothing));
      expect(seen).toEqual(['a-46@room_1', 'a-47@room_1', 'a-48@room_1', 'a-49@room_1']);
      expect(lost).toEqual(['room_1']);
    });

    test('keeps the newest event even when it alone is over the bound', async () => {
      const broker = await start({ maxBytes: 10 });
      const { position } = await broker.subscribe(['room_1'], undefined, nothing);
      await broker.publish([event('a')]);
      expect(readAll(await broker.subscribe(['room_1'], position, nothing)).seen).toEqual(['a@room_1']);
    });
  });

  describe('a topic that begins while the others resume', () => {
    test('has what came after that moment, the others what came after the position', async () => {
      const broker = await start();
      const { position } = await broker.subscribe([], undefined, nothing);
      await broker.publish([event('a', ['room_1', 'room_2'])]);
      const reader = await broker.subscribe(['room_1', 'room_2'], position, nothing);
      const follower = await Follower.of(broker, ['room_2']);
      const began = reader.begin(['room_2']);
      await broker.publish([event('b', ['room_1', 'room_2'])]);
      await follower.hasSeen('b');
      expect(began.number).toBe(position.number + 2);
      expect(readAll(reader)).toEqual({ seen: ['a@room_1', 'b@room_1', 'b@room_2'], lost: [] });
    });

    test('has lost nothing, whatever its history has dropped and whatever the position', async () => {
      const broker = await start({ maxEvents: 1 });
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
      { weight: 3, arbitrary: fc.record({ publish: fc.subarray(rooms, { minLength: 1 }) }) },
      { weight: 2, arbitrary: fc.record({ read: fc.integer({ min: 1, max: 2000 }) }) },
      { weight: 1, arbitrary: fc.constant({ reconnect: true }) },
    );
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 60 }), fc.integer({ min: 1, max: 8 }), async (steps, maxEvents) => {
        const broker = await start({ maxEvents });
        const topics = ['room_1', 'room_2'];
        let subscription = await broker.subscribe(topics, undefined, nothing);
        const follower = await Follower.of(broker, ['room_3']);
        const published = new Map<string, string[]>(topics.map((topic) => [topic, []]));
        const seen = new Map<string, string[]>(topics.map((topic) => [topic, []]));
        const lost = new Set<string>();
        const note = (read: Seen) => {
          for (const topic of read.lost) lost.add(topic);
          for (const entry of read.seen) {
            const [id = '', topic = ''] = entry.split('@');
            seen.get(topic)?.push(id);
          }
        };
        for (const [index, action] of steps.entries()) {
          if ('publish' in action) {
            await broker.publish([event(String(index), action.publish)]);
            for (const topic of action.publish) published.get(topic)?.push(String(index));
          } else if ('read' in action) {
            note(seenIn(subscription.read(action.read)));
          } else {
            const { position } = subscription;
            subscription.close();
            subscription = await broker.subscribe(topics, position, nothing);
          }
        }
        await broker.publish([event('end', ['room_3'])]);
        await follower.hasSeen('end');
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
}
