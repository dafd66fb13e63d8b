import { randomUUID } from 'node:crypto';
import { createLogger, ServiceError } from '@throughline/service-kit';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { ampleBounds, type BrokerBounds } from '../../../tests/broker-suite.ts';
import { publishedEvent as event } from '../../../tests/published-event.ts';
import { Follower, readAll } from '../../../tests/reader.ts';
import { connectTo } from '../../../tests/redis-connections.ts';
import { SilentProxy } from '../../../tests/silent-proxy.ts';
import { Valkey } from '../../../tests/valkey.ts';
import { parsePosition, type Position } from '../../domain/position.ts';
import { RedisConnection } from '../../redis/redis-connection.ts';
import { RedisBroker } from './redis-broker.ts';

let valkey: Valkey;
const brokers: RedisBroker[] = [];

beforeAll(async () => {
  valkey = await Valkey.start(process.env['VALKEY_SERVER']);
});
afterEach(() => Promise.all(brokers.splice(0).map((broker) => broker.close())));
afterAll(() => valkey.stop());

interface NodeOptions extends BrokerBounds {
  maxAgeMs: number;
  port: number;
}

function startNode(prefix: string, options: Partial<NodeOptions> = {}): RedisBroker {
  const { port, ...bounds } = { ...ampleBounds, maxAgeMs: 60_000, port: valkey.port, ...options };
  const broker = new RedisBroker({
    connection: new RedisConnection({
      url: `redis://127.0.0.1:${port}/0`,
      timeoutMs: 1000,
      logger: createLogger({ service: 'realtime', level: 'silent' }),
    }),
    prefix,
    retention: bounds,
    maxTotalBytes: 1e9,
  });
  brokers.push(broker);
  return broker;
}

/** Tries again as long as it is told to, as the relay and the clients do. */
async function patiently<Answer>(attempt: () => Promise<Answer>): Promise<Answer> {
  const failures: unknown[] = [];
  for (const end = Date.now() + 20_000; Date.now() < end;) {
    try {
      return await attempt();
    } catch (error) {
      if (!(error instanceof ServiceError)) throw error;
      failures.push(error.cause);
    }
  }
  throw new Error('It was refused for 20 seconds.', { cause: failures.at(-1) });
}

function publish(broker: RedisBroker, ...ids: readonly string[]) {
  return patiently(() => broker.publish(ids.map((id) => event(id))));
}

function follow(broker: RedisBroker, topics = ['room_1'], after?: Position): Promise<Follower> {
  return patiently(() => Follower.of(broker, topics, after));
}

const inRoom = (...ids: readonly string[]) => ids.map((id) => `${id}@room_1`);

describe('two nodes', () => {
  test('are one gateway: what is published at either is seen at both, in one order', async () => {
    const prefix = randomUUID();
    const nodes = [startNode(prefix), startNode(prefix)] as const;
    const followers = await Promise.all(nodes.map((node) => follow(node)));
    await Promise.all(
      Array.from({ length: 40 }, (_, index) =>
        publish(nodes[index % 2] === nodes[0] ? nodes[0] : nodes[1], `${index}`),
      ),
    );
    await publish(nodes[0], 'end');
    for (const follower of followers) await follower.hasSeen('end');
    const [first, second] = followers.map(({ seen }) => seen);
    expect(first).toHaveLength(41);
    expect(second).toEqual(first);
  });

  test('resume each other’s readers, and take an event once', async () => {
    const prefix = randomUUID();
    const [first, second] = [startNode(prefix), startNode(prefix)];
    const follower = await follow(first);
    await publish(second, 'a');
    await follower.hasSeen('a');
    const { position } = follower;
    await publish(first, 'b');
    const [again] = await publish(second, 'b');
    expect(again?.duplicate).toBe(true);
    const resumed = await follow(second, ['room_1'], position);
    await resumed.hasSeen('b');
    expect(resumed.seen).toEqual(inRoom('b'));
  });

  test('of another prefix know nothing of these', async () => {
    const [first, other] = [startNode(randomUUID()), startNode(randomUUID())];
    const follower = await follow(other);
    await publish(first, 'a');
    await publish(other, 'b');
    await follower.hasSeen('b');
    expect(follower.seen).toEqual(inRoom('b'));
  });
});

test('a node listens only to topics that it has readers for, and leaves one that nobody has read for a while', async () => {
  const prefix = randomUUID();
  const broker = startNode(prefix);
  const session = await connectTo(valkey.url).session();
  const channels = async () => {
    const names = await session.run((client) => client.pubSubChannels(`{${prefix}}*`));
    return names.map((name) => name.split(':').at(-1)).sort();
  };
  const follower = await follow(broker, ['room_1', 'room_2']);
  const other = await follow(broker, ['room_2']);
  await publish(broker, 'a');
  expect(await channels()).toEqual(['room_1', 'room_2']);
  follower.close();
  broker.sweep(Date.now());
  expect(broker.followedCount).toBe(2);
  broker.sweep(Date.now());
  await expect.poll(channels).toEqual(['room_2']);
  const again = await follow(broker, ['room_1']);
  await publish(broker, 'b');
  await again.hasSeen('b');
  other.close();
});

describe('the history in Redis', () => {
  test('forgets what is too old, and a reader from before that is told', async () => {
    const prefix = randomUUID();
    const broker = startNode(prefix, { maxAgeMs: 300 });
    const { position } = await patiently(() => broker.subscribe([], undefined, () => undefined));
    await publish(broker, 'old');
    const session = await connectTo(valkey.url).session();
    const streams = () => session.run((client) => client.keys(`{${prefix}}:*:topic:*`));
    expect(await streams()).toHaveLength(1);
    await expect.poll(streams).toEqual([]);
    const elsewhere = startNode(prefix, { maxAgeMs: 300 });
    const resumed = await patiently(() => elsewhere.subscribe(['room_1'], position, () => undefined));
    expect(readAll(resumed)).toEqual({ seen: [], lost: ['room_1'] });
  });

  test('drops what is too old of a topic that goes on', async () => {
    const prefix = randomUUID();
    const broker = startNode(prefix, { maxAgeMs: 300 });
    const { position } = await patiently(() => broker.subscribe([], undefined, () => undefined));
    await publish(broker, 'old');
    const session = await connectTo(valkey.url).session();
    await expect
      .poll(async () => {
        await publish(broker, randomUUID());
        const [stream = ''] = await session.run((client) => client.keys(`{${prefix}}:*:topic:*`));
        const entries = await session.run((client) => client.xRange(stream, '-', '+'));
        return entries?.some(({ message }) => message['event']?.includes('"old"'));
      })
      .toBe(false);
    const elsewhere = startNode(prefix, { maxAgeMs: 300 });
    const resumed = await patiently(() => elsewhere.subscribe(['room_1'], position, () => undefined));
    expect(readAll(resumed).lost).toEqual(['room_1']);
  });

  test('is read in pages', async () => {
    const prefix = randomUUID();
    const bounds = { maxEvents: 2000 };
    const broker = startNode(prefix, bounds);
    const { position } = await patiently(() => broker.subscribe([], undefined, () => undefined));
    const ids = Array.from({ length: 1100 }, (_, index) => `a-${index}`);
    await publish(broker, ...ids);
    const resumed = await patiently(() => startNode(prefix, bounds).subscribe(['room_1'], position, () => undefined));
    expect(readAll(resumed)).toEqual({ seen: inRoom(...ids), lost: [] });
  });
});

describe('when Redis', () => {
  test('is killed and comes back with its data, readers miss nothing and their positions stay good', async () => {
    const prefix = randomUUID();
    const [first, second] = [startNode(prefix), startNode(prefix)];
    const follower = await follow(first);
    await publish(second, 'a');
    await follower.hasSeen('a');
    const before = follower.position;
    await valkey.kill();
    await expect(first.publish([event('b')])).rejects.toMatchObject({
      code: 'server.unavailable',
      headers: { 'Retry-After': '1' },
    });
    expect(first.health().status).toBe('unhealthy');
    await valkey.run();
    const [outcome] = await publish(second, 'b', 'c');
    await follower.hasSeen('c');
    expect(follower).toMatchObject({ seen: inRoom('a', 'b', 'c'), lost: [] });
    expect(first.health().status).toBe('healthy');
    const resumed = await follow(second, ['room_1'], before);
    await resumed.hasSeen('c');
    expect(resumed).toMatchObject({ seen: inRoom('b', 'c'), lost: [] });
    // No number can be one of those that the crash may have taken along.
    expect(parsePosition(outcome?.positions['room_1'] ?? '')?.number).toBeGreaterThan(before.number + 1e6);
    const invented = { ...before, number: before.number + 5 };
    const lied = await patiently(() => second.subscribe(['room_1'], invented, () => undefined));
    expect(readAll(lied).lost).toEqual(['room_1']);
    expect(follower.lost).toEqual([]);
  });

  test.each<[string, () => void | Promise<void>]>([
    [
      'is killed and comes back empty',
      async () => {
        await valkey.kill();
        valkey.forgetData();
        await valkey.run();
      },
    ],
    [
      'is flushed',
      async () => {
        const session = await connectTo(valkey.url).session();
        await session.run((client) => client.flushAll());
      },
    ],
  ])('%s, every reader is told, wherever it resumes, and goes on', async (_, lose) => {
    const prefix = randomUUID();
    const [first, second] = [startNode(prefix), startNode(prefix)];
    const followers = [await follow(first), await follow(second)];
    await publish(first, 'a');
    for (const follower of followers) await follower.hasSeen('a');
    const [before] = followers.map(({ position }) => position);
    await lose();
    for (const follower of followers) await expect.poll(() => follower.lost).toEqual(['room_1']);
    await publish(first, 'b');
    for (const follower of followers) {
      await follower.hasSeen('b');
      expect(follower).toMatchObject({ seen: inRoom('a', 'b'), lost: ['room_1'] });
    }
    const resumed = await patiently(() => second.subscribe(['room_1'], before, () => undefined));
    expect(readAll(resumed)).toEqual({ seen: [], lost: ['room_1'] });
  });

  test.each([
    ['the last that a node has seen', false],
    ['its own last start, and what a node has seen since', true],
  ])('comes back without %s, as a replica may, every reader is told', async (_, isFromBeforeStart) => {
    const prefix = randomUUID();
    const [first, second] = [startNode(prefix), startNode(prefix)];
    const followers = [await follow(first), await follow(second)];
    await publish(first, 'a');
    for (const follower of followers) await follower.hasSeen('a');
    if (isFromBeforeStart) await valkey.kill();
    const bringBack = valkey.rememberData();
    if (isFromBeforeStart) await valkey.run();
    await publish(first, 'lost');
    for (const follower of followers) await follower.hasSeen('lost');
    await valkey.kill();
    bringBack();
    await valkey.run();
    // A node that has just started and knows nothing.
    await publish(startNode(prefix), 'b');
    for (const follower of followers) await expect.poll(() => follower.lost).toEqual(['room_1']);
    await publish(second, 'c');
    for (const follower of followers) {
      await follower.hasSeen('c');
      expect(follower.seen.filter((entry) => entry !== 'b@room_1')).toEqual(inRoom('a', 'lost', 'c'));
    }
  });

  test('is full, publishing is refused until there is room, and readers stay', async () => {
    const broker = startNode(randomUUID());
    const follower = await follow(broker);
    const session = await connectTo(valkey.url).session();
    await session.run((client) => client.configSet('maxmemory', '1'));
    await expect(broker.publish([event('a')])).rejects.toMatchObject({ code: 'server.unavailable' });
    await session.run((client) => client.configSet('maxmemory', '0'));
    await publish(broker, 'a');
    await follower.hasSeen('a');
    expect(follower).toMatchObject({ seen: inRoom('a'), lost: [] });
    expect(broker.health()).toMatchObject({ status: 'healthy', sessions: 1 });
  });

  test('may throw away what it was told to keep, the health tells of it', async () => {
    const session = await connectTo(valkey.url).session();
    await session.run((client) => client.configSet({ maxmemory: '1gb', 'maxmemory-policy': 'allkeys-lru' }));
    const broker = startNode(randomUUID());
    await publish(broker, 'a');
    expect(broker.health().status).toBe('degraded');
    await session.run((client) => client.configSet({ maxmemory: '0', 'maxmemory-policy': 'noeviction' }));
  });
});

describe('a node that is cut off from Redis', () => {
  test('refuses in time, and its readers get what they missed, in order, when it is back', async () => {
    const prefix = randomUUID();
    const proxy = await SilentProxy.start(valkey.port);
    const [near, cutOff] = [startNode(prefix), startNode(prefix, { port: proxy.port })];
    const follower = await follow(cutOff, ['room_1', 'room_2']);
    await publish(near, 'a');
    await follower.hasSeen('a');
    proxy.fallSilent();
    await publish(near, 'b');
    await patiently(() => near.publish([event('c', ['room_2']), event('d')]));
    await expect(cutOff.publish([event('x')])).rejects.toMatchObject({ code: 'server.unavailable' });
    await expect.poll(() => cutOff.health().status).toBe('unhealthy');
    expect(follower.seen).toEqual(inRoom('a'));
    proxy.speak();
    await follower.hasSeen('d');
    const seen = follower.seen.filter((entry) => !entry.startsWith('x@'));
    expect(seen).toEqual(['a@room_1', 'b@room_1', 'c@room_2', 'd@room_1']);
    expect(follower.lost).toEqual([]);
    await publish(cutOff, 'e');
    await follower.hasSeen('e');
  });

  test('tells its readers of the topics whose gap Redis no longer fills', async () => {
    const prefix = randomUUID();
    const bounds = { maxEvents: 2 };
    const proxy = await SilentProxy.start(valkey.port);
    const [near, cutOff] = [startNode(prefix, bounds), startNode(prefix, { ...bounds, port: proxy.port })];
    const follower = await follow(cutOff, ['room_1', 'room_2']);
    proxy.fallSilent();
    await expect.poll(() => cutOff.health().status).toBe('unhealthy');
    await publish(near, 'a', 'b', 'c');
    await patiently(() => near.publish([event('d', ['room_2'])]));
    proxy.speak();
    await follower.hasSeen('d');
    expect(follower).toMatchObject({ seen: ['b@room_1', 'c@room_1', 'd@room_2'], lost: ['room_1'] });
  });
});
