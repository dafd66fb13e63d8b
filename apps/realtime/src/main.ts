import { once } from 'node:events';
import { ConfigurationError, createLogger, createTokenVerifier } from '@throughline/service-kit';
import packageJson from '../package.json' with { type: 'json' };
import { MemoryTicketStore } from './auth/memory-ticket-store.ts';
import { MemoryBroker } from './brokers/memory-broker.ts';
import { environment, type Environment } from './env.ts';
import { createGateway } from './gateway.ts';
import { OwnerAuthority } from './topics/owner-authority.ts';

const ticketLifetimeSeconds = 30;

async function serve(env: Environment): Promise<void> {
  const logger = createLogger({ service: 'realtime', level: env.LOG_LEVEL });
  const gateway = createGateway({
    broker: new MemoryBroker({
      retention: { maxEvents: env.HISTORY_EVENTS, maxBytes: 4 * 1024 * 1024, maxAgeMs: env.HISTORY_SECONDS * 1000 },
      rememberedIds: 100_000,
    }),
    tokens: createTokenVerifier({
      algorithm: 'HS256',
      secret: env.JWT_SECRET,
      issuer: env.JWT_ISSUER,
      audience: env.JWT_AUDIENCE,
      serviceAudience: 'realtime',
      clockSkewSeconds: env.JWT_CLOCK_SKEW,
    }),
    tickets: new MemoryTicketStore(ticketLifetimeSeconds),
    authority: new OwnerAuthority({ ownerUrl: env.BACKEND_URL, timeoutMs: 5000 }),
    logger,
    version: packageJson.version,
    allowedOrigins: env.CORS_ALLOWED_ORIGINS,
    streamLimits: { heartbeatMs: env.HEARTBEAT_SECONDS * 1000, stallTimeoutMs: 30_000, expiryLeadMs: 30_000 },
    publishLimits: { maxBodyBytes: 1024 * 1024, maxEvents: 500 },
    maxTopics: 50,
  });
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
