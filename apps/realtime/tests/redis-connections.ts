import { createLogger } from '@throughline/service-kit';
import { onTestFinished } from 'vitest';
import { RedisConnection } from '../src/redis/redis-connection.ts';

/** A connection for what only runs commands, closed when the test is over. */
export function connectTo(url: string, timeoutMs = 10_000): RedisConnection {
  const connection = new RedisConnection({
    url,
    timeoutMs,
    logger: createLogger({ service: 'realtime', level: 'silent' }),
  });
  const nothing = () => Promise.resolve();
  connection.start({ enter: nothing, beat: nothing });
  onTestFinished(() => connection.close());
  return connection;
}
