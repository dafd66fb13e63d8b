import { randomUUID } from 'node:crypto';
import type { PublishedEvent } from '@throughline/contracts/wire';
import type { Broker, BrokerHealth, PublishOutcome, Subscription } from '../../domain/broker.ts';
import { eventFrame } from '../../domain/frame.ts';
import { formatPosition, type Position } from '../../domain/position.ts';
import { redisUnavailable, type RedisConnection } from '../../redis/redis-connection.ts';
import type { RedisSession } from '../../redis/redis-session.ts';
import { LocalTopics, type LocalTopicsLimits } from '../local-topics.ts';
import type { Entry } from '../log-segment.ts';
import { RedisHistory, writtenEvents, type Moment, type StoredEvent } from './history.ts';
import { RedisKeys } from './keys.ts';

export interface RedisBrokerOptions extends LocalTopicsLimits {
  connection: RedisConnection;
  /** Of all names in Redis; nodes of one prefix are one gateway. */
  prefix: string;
}

/** A topic whose messages this node gets. */
interface Followed {
  /** Resolves when they come, and the topic's log says from where on it is whole. */
  readonly begun: Promise<void>;
  /** Subscriptions that are being made; while there are any, the topic is followed although nobody reads it. */
  pending: number;
  /** Up to this number Redis has nothing more of the topic. */
  trimmedThrough: number;
  /** Older history that is being read, and from where. */
  loading: { after: number; done: Promise<void> } | undefined;
}

interface Message {
  topic: string;
  number: number;
  data: string;
}

const sweepIntervalMs = 10_000;
/** Topics whose gaps are read at the same time. */
const gapsAtATime = 50;

/**
 * A broker for many nodes: the history stands in Redis, and each node keeps what its own readers need of it. Invariant: the
 * log of a followed topic is whole, from its `droppedThrough` to the last message that has come. When a session with Redis
 * has ended, readers read nothing new until the streams have told what was missed.
 */
export class RedisBroker implements Broker {
  readonly #connection: RedisConnection;
  readonly #history: RedisHistory;
  readonly #keys: RedisKeys;
  readonly #topics: LocalTopics;
  readonly #followed = new Map<string, Followed>();
  readonly #sweep: NodeJS.Timeout;
  #unread: ReadonlySet<string> = new Set();
  /** The history and the highest number of it that this node has seen; undefined before the first session. */
  #seen: Moment | undefined;
  /** Every message up to this number has come. */
  #completeThrough = 0;
  /** Messages that have come while gaps are read. */
  #waiting: Message[] | undefined;

  constructor({ connection, prefix, ...limits }: RedisBrokerOptions) {
    this.#connection = connection;
    this.#keys = new RedisKeys(prefix);
    this.#history = new RedisHistory(this.#keys, limits.retention);
    this.#topics = new LocalTopics(limits);
    this.#sweep = setInterval(() => {
      this.sweep(Date.now());
    }, sweepIntervalMs).unref();
    connection.start({ enter: (session) => this.#enter(session), beat: (session) => this.#beat(session) });
  }

  async publish(events: readonly PublishedEvent[]): Promise<readonly PublishOutcome[]> {
    // First: an event that cannot be written throws here, before any is taken.
    const written = writtenEvents(events);
    const session = await this.#connection.session();
    const { epoch } = this.#require();
    const taken = await answered(this.#history.publish(session, epoch, written));
    if (taken === undefined) throw this.#leave(session);
    return taken.map((numbers, index) => this.#outcome(events[index]?.id ?? '', epoch, numbers));
  }

  async subscribe(names: readonly string[], after: Position | undefined, onNews: () => void): Promise<Subscription> {
    const session = await this.#connection.session();
    const topics = [...new Set(names)];
    const followed = this.#follow(session, topics);
    for (const topic of followed) topic.pending += 1;
    try {
      await answered(Promise.all(followed.map(({ begun }) => begun)));
      const { epoch, number, wasGiven } = await this.#moment(session, after);
      const isKnown = after?.epoch === epoch && wasGiven;
      if (isKnown) await answered(this.#loadOlder(session, topics, after.number));
      const place = isKnown || after === undefined ? after : { epoch: '', number: 0 };
      return this.#topics.read(topics, { epoch, number }, place, onNews);
    } finally {
      for (const topic of followed) topic.pending -= 1;
    }
  }

  health(): BrokerHealth {
    const { isOpen, evictsKeys, sessions } = this.#connection;
    const status = isOpen ? (evictsKeys ? 'degraded' : 'healthy') : 'unhealthy';
    return { status, kind: 'redis', topics: this.#topics.size, bytes: this.#topics.totalBytes, sessions };
  }

  async close(): Promise<void> {
    clearInterval(this.#sweep);
    await this.#connection.close();
  }

  /** Topics that this node gets messages of. */
  get followedCount(): number {
    return this.#followed.size;
  }

  /** Drops what is too old, and leaves the topics that nobody has read since the last sweep. */
  sweep(nowMs: number): void {
    this.#topics.dropExpired(nowMs);
    const unread = this.#topics.unread().filter((topic) => (this.#followed.get(topic)?.pending ?? 0) === 0);
    const left = unread.filter((topic) => this.#unread.has(topic));
    this.#unread = new Set(unread);
    for (const topic of left) {
      this.#topics.delete(topic);
      this.#followed.delete(topic);
    }
    if (left.length === 0 || !this.#connection.isOpen || this.#seen === undefined) return;
    const channels = this.#keys.channels(this.#seen.epoch);
    // A failure has ended the session, and the next one does not subscribe to them.
    this.#connection
      .session()
      .then((session) => session.unsubscribe(left.map((topic) => channels + topic)))
      .catch(() => undefined);
  }

  async #enter(session: RedisSession): Promise<void> {
    const moment = await this.#history.open(session, this.#seen, randomUUID().slice(0, 8));
    const isAnother = moment.epoch !== this.#seen?.epoch;
    if (isAnother) {
      this.#completeThrough = moment.number;
      this.#topics.restart(moment);
      for (const followed of this.#followed.values()) followed.trimmedThrough = moment.number;
    }
    this.#seen = { ...moment };
    this.#topics.hold();
    this.#waiting = [];
    const topics = [...this.#followed.keys()];
    await this.#listen(session, moment.epoch, topics);
    await this.#fillGaps(session, moment, topics);
    await session.messagesHaveCome();
    const waiting = this.#waiting;
    this.#waiting = undefined;
    this.#completeThrough = moment.number;
    for (const message of waiting) this.#append(message);
    this.#topics.release();
  }

  /** Reads what was published to these topics since this node heard the last. */
  async #fillGaps(session: RedisSession, { epoch, number }: Moment, topics: readonly string[]): Promise<void> {
    if (number === this.#completeThrough) return;
    for (let first = 0; first < topics.length; first += gapsAtATime) {
      const some = topics.slice(first, first + gapsAtATime);
      await Promise.all(
        some.map(async (topic) => {
          const after = Math.max(this.#completeThrough, this.#topics.logOf(topic)?.lastNumber ?? 0);
          const { events, droppedThrough } = await this.#history.read(session, epoch, topic, after, number);
          if (droppedThrough > after) this.#topics.dropThrough(topic, droppedThrough);
          // Not in the order of the numbers of all topics: nobody reads until all are there.
          for (const event of events) this.#append({ topic, ...event });
        }),
      );
    }
  }

  async #beat(session: RedisSession): Promise<void> {
    const { number } = await this.#moment(session, undefined);
    await session.messagesHaveCome();
    this.#completeThrough = Math.max(this.#completeThrough, number);
  }

  async #moment(session: RedisSession, asked: Position | undefined): Promise<Moment & { wasGiven: boolean }> {
    const moment = await answered(this.#history.moment(session, asked?.number));
    if (moment.epoch !== this.#require().epoch) throw this.#leave(session);
    this.#note(moment.number);
    return moment;
  }

  #follow(session: RedisSession, topics: readonly string[]): readonly Followed[] {
    const fresh = topics.filter((topic) => !this.#followed.has(topic));
    if (fresh.length > 0) {
      const begun = this.#begin(session, fresh);
      for (const topic of fresh)
        this.#followed.set(topic, { begun, pending: 0, trimmedThrough: 0, loading: undefined });
      begun.catch(() => {
        for (const topic of fresh) {
          this.#followed.delete(topic);
          this.#topics.delete(topic);
        }
      });
    }
    return topics.flatMap((topic) => this.#followed.get(topic) ?? []);
  }

  async #begin(session: RedisSession, topics: readonly string[]): Promise<void> {
    await this.#listen(session, this.#require().epoch, topics);
    const { number } = await this.#moment(session, undefined);
    for (const topic of topics) this.#topics.dropThrough(topic, number);
  }

  #listen(session: RedisSession, epoch: string, topics: readonly string[]): Promise<void> {
    const prefix = this.#keys.channels(epoch);
    return session.subscribe(
      topics.map((topic) => prefix + topic),
      (message, channel) => {
        const space = message.indexOf(' ');
        const number = Number(message.slice(0, space));
        this.#take({ topic: channel.slice(prefix.length), number, data: message.slice(space + 1) });
      },
    );
  }

  #take(message: Message): void {
    if (!this.#followed.has(message.topic)) return;
    if (this.#waiting === undefined) this.#append(message);
    else this.#waiting.push(message);
  }

  #append({ topic, number, data }: Message): void {
    if (this.#waiting === undefined) this.#completeThrough = Math.max(this.#completeThrough, number);
    this.#note(number);
    if (number <= (this.#topics.logOf(topic)?.lastNumber ?? 0)) return;
    this.#topics.append(topic, number, this.#frame(number, data), Date.now());
  }

  /** Has the topics' logs reach back to a number, as far as Redis does, and hold all that was published until now. */
  async #loadOlder(session: RedisSession, topics: readonly string[], after: number): Promise<void> {
    await Promise.all(topics.map((topic) => this.#loadTopic(session, topic, after)));
    // What was read may be newer than messages of other topics that are on their way.
    await session.messagesHaveCome();
  }

  #loadTopic(session: RedisSession, topic: string, after: number): Promise<void> {
    const followed = this.#followed.get(topic);
    if (followed === undefined) return Promise.resolve();
    if (followed.loading !== undefined && followed.loading.after <= after) return followed.loading.done;
    const from = Math.max(after, followed.trimmedThrough);
    const known = this.#topics.logOf(topic)?.droppedThrough ?? 0;
    if (known <= from) return Promise.resolve();
    const done = this.#prepend(session, topic, followed, from, known).finally(() => {
      if (followed.loading?.done === done) followed.loading = undefined;
    });
    followed.loading = { after: from, done };
    return done;
  }

  async #prepend(
    session: RedisSession,
    topic: string,
    followed: Followed,
    after: number,
    through: number,
  ): Promise<void> {
    const { events, droppedThrough } = await this.#history.read(session, this.#require().epoch, topic, after, through);
    if (droppedThrough > after) followed.trimmedThrough = droppedThrough;
    const known = this.#topics.logOf(topic)?.droppedThrough ?? 0;
    if (droppedThrough >= known) return;
    const older = events.filter(({ number }) => number <= known).map((event) => this.#entry(event));
    this.#topics.prepend(topic, older, droppedThrough);
  }

  #entry({ number, atMs, data }: StoredEvent): Entry {
    return { number, atMs, frame: this.#frame(number, data) };
  }

  #frame(number: number, data: string): Buffer {
    return eventFrame(formatPosition({ epoch: this.#require().epoch, number }), data);
  }

  #outcome(id: string, epoch: string, numbers: ReadonlyMap<string, number>): PublishOutcome {
    const positions = [...numbers].map(([topic, number]) => {
      this.#note(Math.abs(number));
      return [topic, formatPosition({ epoch, number: Math.abs(number) })] as const;
    });
    return {
      id,
      positions: Object.fromEntries(positions),
      duplicate: [...numbers.values()].every((number) => number < 0),
    };
  }

  #note(number: number): void {
    if (this.#seen !== undefined && number > this.#seen.number) this.#seen.number = number;
  }

  /** The history that this session began with. */
  #require(): Moment {
    if (this.#seen === undefined) throw redisUnavailable();
    return this.#seen;
  }

  /** The history is gone or another one: the next session begins with that, and tells every reader. */
  #leave(session: RedisSession): Error {
    const reason = new Error('The history in Redis is another one.');
    session.close(reason);
    return redisUnavailable(reason);
  }
}

/** @throws {ServiceError} `server.unavailable` for whatever went wrong with Redis */
async function answered<Answer>(answer: Promise<Answer>): Promise<Answer> {
  try {
    return await answer;
  } catch (error) {
    throw redisUnavailable(error);
  }
}
