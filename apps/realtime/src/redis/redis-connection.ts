import { setTimeout as wait } from 'node:timers/promises';
import { ServiceError, type Logger } from '@throughline/service-kit';
import { RedisSession } from './redis-session.ts';

export interface RedisConnectionOptions {
  /** `redis[s]://[[user][:password]@]host[:port][/database]` */
  url: string;
  /** Silence longer than this is a failure. */
  timeoutMs: number;
  logger: Logger;
}

/** What is done with each new session. */
export interface SessionUse {
  /** Makes the session ready; until then nobody else gets it. */
  enter: (session: RedisSession) => Promise<void>;
  /** Called about once a second. */
  beat: (session: RedisSession) => Promise<void>;
}

const beatMs = 1000;
const firstRetryMs = 50;
const longestRetryMs = 2000;

/** Keeps a session with Redis open: one that fails is followed by another, for as long as it takes. */
export class RedisConnection {
  readonly #options: RedisConnectionOptions;
  readonly #stop = new AbortController();
  #session: RedisSession | undefined;
  #isOpen = false;
  #sessions = 0;
  readonly #waiting = new Set<(session: RedisSession) => void>();
  #ended: Promise<void> = Promise.resolve();

  constructor(options: RedisConnectionOptions) {
    this.#options = options;
  }

  get isOpen(): boolean {
    return this.#isOpen;
  }

  get evictsKeys(): boolean {
    return this.#session?.evictsKeys === true;
  }

  /** How many sessions there have been. */
  get sessions(): number {
    return this.#sessions;
  }

  start(use: SessionUse): void {
    this.#ended = this.#keepOpen(use);
  }

  /**
   * Waits a moment for Redis while it is away.
   * @throws {ServiceError} `server.unavailable` when that was not enough
   */
  async session(): Promise<RedisSession> {
    if (this.#isOpen && this.#session !== undefined) return this.#session;
    if (this.#stop.signal.aborted) throw redisUnavailable();
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        this.#waiting.delete(found);
        reject(redisUnavailable());
      }, this.#options.timeoutMs);
      const found = (session: RedisSession) => {
        clearTimeout(timer);
        resolve(session);
      };
      this.#waiting.add(found);
    });
  }

  async close(): Promise<void> {
    this.#stop.abort();
    this.#session?.close(new Error('The gateway closes.'));
    await this.#ended;
  }

  async #keepOpen(use: SessionUse): Promise<void> {
    const { logger } = this.#options;
    let failures = 0;
    for (;;) {
      const reason = await this.#live(use, () => {
        if (failures > 0) logger.info({ attempts: failures }, 'Redis is back');
        failures = 0;
      });
      if (this.#stop.signal.aborted) return;
      if (failures === 0) logger.warn({ err: reason }, 'Redis is away');
      const longestMs = Math.min(longestRetryMs, firstRetryMs * 2 ** failures);
      failures += 1;
      try {
        // Every node comes back at a moment of its own.
        await wait(Math.random() * longestMs, undefined, { signal: this.#stop.signal });
      } catch {
        // Closed meanwhile.
        return;
      }
    }
  }

  /** One session from its beginning to its end, which it returns the reason of. */
  async #live(use: SessionUse, onOpen: () => void): Promise<unknown> {
    const { url, timeoutMs, logger } = this.#options;
    let beat: NodeJS.Timeout | undefined;
    try {
      const session = await RedisSession.open(url, timeoutMs);
      this.#session = session;
      if (this.#stop.signal.aborted) return undefined;
      await use.enter(session);
      this.#isOpen = true;
      this.#sessions += 1;
      onOpen();
      if (session.evictsKeys) logger.warn('Redis evicts keys when its memory is full; set maxmemory-policy noeviction');
      for (const found of this.#waiting) found(session);
      this.#waiting.clear();
      beat = setInterval(() => {
        // What fails there has ended the session.
        use.beat(session).catch(() => undefined);
      }, beatMs);
      return await session.closed;
    } catch (error) {
      return error;
    } finally {
      clearInterval(beat);
      this.#isOpen = false;
      this.#session?.close(new Error('The session could not be used.'));
      this.#session = undefined;
    }
  }
}

/** What is asked for needs Redis, which is away, slow or full; it may be asked again. */
export function redisUnavailable(cause?: unknown): ServiceError {
  return new ServiceError('server.unavailable', { headers: { 'Retry-After': '1' }, cause });
}
