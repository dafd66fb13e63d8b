import { randomUUID } from 'node:crypto';
import { createLogger } from '@throughline/service-kit';
import { afterAll, afterEach, beforeAll } from 'vitest';
import { ampleBounds, testBroker, type BrokerBounds } from '../../../tests/broker-suite.ts';
import { Valkey } from '../../../tests/valkey.ts';
import { RedisConnection } from '../../redis/redis-connection.ts';
import { RedisBroker } from './redis-broker.ts';

let valkey: Valkey;
const brokers: RedisBroker[] = [];

beforeAll(async () => {
  valkey = await Valkey.start(process.env['VALKEY_SERVER']);
});
afterEach(() => Promise.all(brokers.splice(0).map((broker) => broker.close())));
afterAll(() => valkey.stop());

function startNode(prefix: string, bounds: Partial<BrokerBounds> = {}, url = valkey.url): RedisBroker {
  const logger = createLogger({ service: 'realtime', level: 'silent' });
  const broker = new RedisBroker({
    connection: new RedisConnection({ url, timeoutMs: 10_000, logger }),
    prefix,
    retention: { ...ampleBounds, maxAgeMs: 60_000, ...bounds },
    maxTotalBytes: 1e9,
  });
  brokers.push(broker);
  return broker;
}

testBroker((bounds) => Promise.resolve(startNode(randomUUID(), bounds)));
