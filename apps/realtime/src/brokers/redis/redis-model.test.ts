import { randomUUID } from 'node:crypto';
import { createClient } from '@redis/client';
import { createLogger, ServiceError } from '@throughline/service-kit';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { publishedEvent } from '../../../tests/published-event.ts';
import { Follower, readAll, seenIn, type Seen } from '../../../tests/reader.ts';
import { Valkey } from '../../../tests/valkey.ts';
import type { Subscription } from '../../domain/broker.ts';
import { RedisConnection } from '../../redis/redis-connection.ts';
import { RedisBroker } from './redis-broker.ts';

let valkey: Valkey;

beforeAll(async () => {
  valkey = await Valkey.start(process.env['VALKEY_SERVER']);
});
afterAll(() => valkey.stop());

const topics = ['room_1', 'room_2'];
const nothing = () => undefined;

/** Both nodes of a gateway, by 0 and 1. */
function startNodes(maxEvents: number): readonly [RedisBroker, RedisBroker] {
  const prefix = randomUUID();
  const start = () =>
    new RedisBroker({
      connection: new RedisConnection({
        url: valkey.url,
        timeoutMs: 5000,
        logger: createLogger({ service: 'realtime', level: 'silent' }),
      }),
      prefix,
      retention: { maxEvents, maxBytes: 1e6, maxAgeMs: 60_000 },
      maxTotalBytes: 1e9,
    });
  return [start(), start()];
}

/** Tries again when a connection has been cut in the middle, as the relay and the clients do. */
async function again<Answer>(attempt: () => Promise<Answer>): Promise<Answer> {
  for (const end = Date.now() + 20_000; ;) {
    try {
      return await attempt();
    } catch (error) {
      if (!(error instanceof ServiceError) || Date.now() > end) throw error;
    }
  }
}

const node = fc.constantFrom<0 | 1>(0, 1);
const step = fc.oneof(
  { weight: 6, arbitrary: fc.record({ at: node, publish: fc.subarray(topics, { minLength: 1 }) }) },
  { weight: 4, arbitrary: fc.record({ readBytes: fc.integer({ min: 1, max: 2000 }) }) },
  { weight: 2, arbitrary: fc.record({ resumeAt: node }) },
  { weight: 2, arbitrary: fc.record({ cut: fc.constantFrom('normal', 'pubsub') }) },
  { weight: 1, arbitrary: fc.constant({ forget: true }) },
);

/**
 * The model: of each topic the ids that were published, in order. What a reader has seen is those, or, where it was told of
 * a loss, those without some that are older than the newest.
 */
test('whatever is published at two nodes, cut, resumed and forgotten, a reader misses nothing untold and sees nothing twice', async () => {
  // One connection, which alone is never cut.
  const admin = await createClient({ url: valkey.url }).connect();
  onTestFinished(() => {
    admin.destroy();
  });
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 40 }), fc.integer({ min: 1, max: 8 }), async (steps, maxEvents) => {
      const nodes = startNodes(maxEvents);
      let subscription: Subscription = await again(() => nodes[0].subscribe(topics, undefined, nothing));
      let readsAt: 0 | 1 = 0;
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
          await again(() => nodes[action.at].publish([publishedEvent(String(index), action.publish)]));
          for (const topic of action.publish) published.get(topic)?.push(String(index));
        } else if ('readBytes' in action) {
          note(seenIn(subscription.read(action.readBytes)));
        } else if ('resumeAt' in action) {
          const { position } = subscription;
          subscription.close();
          readsAt = action.resumeAt;
          subscription = await again(() => nodes[readsAt].subscribe(topics, position, nothing));
        } else if ('cut' in action) {
          await admin.sendCommand(['CLIENT', 'KILL', 'TYPE', action.cut, 'SKIPME', 'yes']);
        } else {
          // Twice: a topic is left when nobody has read it since the sweep before.
          for (const broker of [...nodes, ...nodes]) broker.sweep(Date.now());
        }
      }
      const follower = await again(() => Follower.of(nodes[readsAt], topics));
      await again(() => nodes[0].publish([publishedEvent('end', topics)]));
      for (const topic of topics) published.get(topic)?.push('end');
      await follower.hasSeen('end');
      // Of both topics: the last is that of the second.
      await expect.poll(() => follower.seen.at(-1)).toBe('end@room_2');
      note(readAll(subscription));
      await Promise.all(nodes.map((broker) => broker.close()));
      for (const topic of topics) {
        const all = published.get(topic) ?? [];
        const got = seen.get(topic) ?? [];
        expect(got).toEqual(all.filter((id) => got.includes(id)));
        if (!lost.has(topic)) expect(got).toEqual(all);
        expect(got.at(-1)).toBe('end');
      }
    }),
    { numRuns: 25 },
  );
}, 120_000);
