import { once } from 'node:events';
import { ConfigurationError, createLogger, type Logger } from '@throughline/service-kit';
import packageJson from '../package.json' with { type: 'json' };
import { MemoryTicketStore } from './auth/memory-ticket-store.ts';
import { RedisTicketStore } from './auth/redis-ticket-store.ts';
import type { TicketStore } from './auth/ticket-store.ts';
import { tokenVerifier } from './auth/token-verifier.ts';
import { MemoryBroker } from './brokers/memory-broker.ts';
import { RedisBroker } from './brokers/redis/redis-broker.ts';
import type { Broker } from './domain/broker.ts';
import { environment, type Environment } from './env.ts';
import { createGateway } from './gateway.ts';
import { limitConnections } from './http/limit-connections.ts';
import { openFileLimit } from './http/open-file-limit.ts';
import { RedisConnection } from './redis/redis-connection.ts';
import { OwnerSnapshots } from './snapshots/owner-snapshots.ts';
import { OwnerAuthority } from './topics/owner-authority.ts';
import { RecentGrants } from './topics/recent-grants.ts';
import { TopicKinds } from './topics/topic-kinds.ts';

const ticketLifetimeSeconds = 30;
/** Events wait so long for the state that has to come before them. */
const snapshotTimeoutMs = 3000;
/** Redis that is silent for so long is away. */
const redisTimeoutMs = 2000;

/** What nodes share: in Redis, or in the memory of the only one. */
function shared(env: Environment, logger: Logger): { broker: Broker; tickets: TicketStore } {
  const limits = {
    retention: { maxEvents: env.HISTORY_EVENTS, maxBytes: 4 * 1024 * 1024, maxAgeMs: env.HISTORY_SECONDS * 1000 },
    maxTotalBytes: env.HISTORY_MEGABYTES * 1024 * 1024,
  };
  const lifetimeSeconds = ticketLifetimeSeconds;
  if (env.REDIS_URL === undefined) {
    const broker = new MemoryBroker({ ...limits, rememberedIds: 100_000 });
    return { broker, tickets: new MemoryTicketStore(lifetimeSeconds) };
  }
  const connection = new RedisConnection({ url: env.REDIS_URL, timeoutMs: redisTimeoutMs, logger });
  const prefix = env.REDIS_PREFIX;
  return {
    broker: new RedisBroker({ ...limits, connection, prefix }),
    tickets: new RedisTicketStore({ connection, prefix, lifetimeSeconds }),
  };
}

async function serve(env: Environment): Promise<void> {
  const logger = createLogger({ service: 'realtime', level: env.LOG_LEVEL });
  const kinds = new TopicKinds({
    ownerUrl: env.BACKEND_URL,
    timeoutMs: snapshotTimeoutMs,
    maxAgeMs: 60_000,
    retryMs: 2000,
  });
  // Not waited for: an owner that starts later is asked again.
  void kinds.read();
  const gateway = createGateway({
    ...shared(env, logger),
    tokens: tokenVerifier(env, logger),
    authority: new RecentGrants(new OwnerAuthority({ ownerUrl: env.BACKEND_URL, timeoutMs: 5000 }), {
      maxAgeMs: 1000,
      maxAnswers: 10_000,
    }),
    snapshots: new OwnerSnapshots({
      kinds,
      timeoutMs: snapshotTimeoutMs,
      maxStateLength: 1024 * 1024,
      maxCacheBytes: 64 * 1024 * 1024,
    }),
    logger,
    version: packageJson.version,
    allowedOrigins: env.CORS_ALLOWED_ORIGINS,
    streamLimits: { heartbeatMs: env.HEARTBEAT_SECONDS * 1000, stallTimeoutMs: 30_000, expiryLeadMs: 30_000 },
    publishLimits: { maxBodyBytes: 1024 * 1024, maxEvents: 500 },
    maxTopics: 50,
    maxConnectionsPerUser: env.CONNECTIONS_PER_USER,
  });
  limitConnections(gateway.server, openFileLimit(), logger);
  gateway.server.listen(env.PORT, env.HOST);
  await once(gateway.server, 'listening');
  logger.info({ host: env.HOST, port: env.PORT }, 'listening');

  const [signal] = (await Promise.race([once(process, 'SIGTERM'), once(process, 'SIGINT')])) as readonly unknown[];
  logger.info({ signal }, 'draining');
  await gateway.drain(env.DRAIN_SECONDS * 1000, env.DRAIN_SECONDS * 1000 + 5000);
}

try {
  await serve(environment());
} catch (error) {
  if (!(error instanceof ConfigurationError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
