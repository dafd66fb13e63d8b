import { randomUUID } from 'node:crypto';
import type { PublishedEvent } from '@throughline/contracts/wire';
import type { Broker, PublishOutcome, Reading, Subscription } from '../domain/broker.ts';
import { eventData, eventFrame } from '../domain/frame.ts';
import { formatPosition, type Position } from '../domain/position.ts';
import { TopicLog, type Cursor, type Retention } from './topic-log.ts';

export interface MemoryBrokerOptions {
  /** Of each topic. */
  retention: Retention;
  /** Of all topics together. */
  maxTotalBytes: number;
  /** How many ids of published events are remembered, so that one that comes again is not delivered again. */
  rememberedIds: number;
}

interface Topic {
  log: TopicLog;
  readers: Set<Reader>;
}

const sweepIntervalMs = 10_000;

/** A broker for one node: its history lives and ends with the process, which its epoch tells. */
export class MemoryBroker implements Broker {
  readonly epoch = randomUUID().slice(0, 8);
  readonly #options: MemoryBrokerOptions;
  readonly #topics = new Map<string, Topic>();
  /** Number by topic, by event id, the oldest first. */
  readonly #taken = new Map<string, Map<string, number>>();
  readonly #sweep: NodeJS.Timeout;
  #lastNumber = 0;
  #totalBytes = 0;
  /** The highest number in a log that was forgotten with its topic. */
  #forgottenThrough = 0;

  constructor(options: MemoryBrokerOptions) {
    this.#options = options;
    this.#sweep = setInterval(() => {
      this.forget(Date.now());
    }, sweepIntervalMs).unref();
  }

  publish(events: readonly PublishedEvent[]): Promise<readonly PublishOutcome[]> {
    const atMs = Date.now();
    // Written first: an event that cannot be written throws here, before any is taken.
    const written = events.map((event) => [event, dataByTopic(event)] as const);
    return Promise.resolve(written.map(([event, data]) => this.#take(event.id, data, atMs)));
  }

  subscribe(names: readonly string[], after: Position | undefined, onNews: () => void): Promise<Subscription> {
    const reader = new Reader(
      new Map([...new Set(names)].map((name) => [name, this.#topic(name)])),
      { epoch: this.epoch, number: this.#lastNumber },
      onNews,
    );
    if (after !== undefined) reader.resume(after);
    return Promise.resolve(reader);
  }

  close(): Promise<void> {
    clearInterval(this.#sweep);
    return Promise.resolve();
  }

  /** Of all frames that are kept. */
  get totalBytes(): number {
    return this.#totalBytes;
  }

  get rememberedIdCount(): number {
    return this.#taken.size;
  }

  /** Topics with a reader or a history. */
  get topicCount(): number {
    return this.#topics.size;
  }

  /** Drops what is too old, and the topics that nobody reads and that have nothing left. */
  forget(nowMs: number): void {
    for (const [name, { log, readers }] of this.#topics) {
      this.#totalBytes -= log.bytes;
      log.dropExpired(nowMs);
      this.#totalBytes += log.bytes;
      if (readers.size > 0 || !log.isEmpty) continue;
      this.#forgottenThrough = Math.max(this.#forgottenThrough, log.lastNumber);
      this.#topics.delete(name);
    }
  }

  #take(id: string, dataOf: ReadonlyMap<string, string>, atMs: number): PublishOutcome {
    const numbers = this.#numbersOf(id);
    const known = numbers.size;
    for (const [name, data] of dataOf) {
      if (numbers.has(name)) continue;
      this.#lastNumber += 1;
      numbers.set(name, this.#lastNumber);
      const { log, readers } = this.#topic(name);
      const position = formatPosition({ epoch: this.epoch, number: this.#lastNumber });
      this.#totalBytes -= log.bytes;
      log.append(this.#lastNumber, eventFrame(position, data), atMs);
      this.#totalBytes += log.bytes;
      for (const reader of readers) reader.notify();
    }
    const positions = [...numbers].map(
      ([name, number]) => [name, formatPosition({ epoch: this.epoch, number })] as const,
    );
    if (this.#totalBytes > this.#options.maxTotalBytes) this.#shrink();
    return { id, positions: Object.fromEntries(positions), duplicate: numbers.size === known };
  }

  /** Who fills the memory gives it back first. Some room is made at once, so that the next event finds it. */
  #shrink(): void {
    const targetBytes = this.#options.maxTotalBytes * 0.875;
    const logs = [...this.#topics.values()].map(({ log }) => log);
    while (this.#totalBytes > targetBytes) {
      for (const log of logs.sort((left, right) => right.bytes - left.bytes)) {
        if (this.#totalBytes <= targetBytes) return;
        this.#totalBytes -= log.bytes;
        log.dropOlderHalf();
        this.#totalBytes += log.bytes;
      }
    }
  }

  #numbersOf(id: string): Map<string, number> {
    const present = this.#taken.get(id);
    if (present !== undefined) return present;
    const numbers = new Map<string, number>();
    this.#taken.set(id, numbers);
    if (this.#taken.size > this.#options.rememberedIds) {
      const [oldest] = this.#taken.keys();
      if (oldest !== undefined) this.#taken.delete(oldest);
    }
    return numbers;
  }

  #topic(name: string): Topic {
    const present = this.#topics.get(name);
    if (present !== undefined) return present;
    const topic = { log: new TopicLog(this.#options.retention, this.#forgottenThrough), readers: new Set<Reader>() };
    this.#topics.set(name, topic);
    return topic;
  }
}

function dataByTopic({ topics, ...event }: PublishedEvent): ReadonlyMap<string, string> {
  return new Map(topics.map((topic) => [topic, eventData({ ...event, topic })] as const));
}

class Reader implements Subscription {
  readonly #topics: ReadonlyMap<string, Topic>;
  readonly #onNews: () => void;
  /** The moment of subscribing. */
  readonly #began: Position;
  /** Topics that begin there, whatever the position. */
  #begun: ReadonlySet<string> = new Set();
  #position: Position;
  readonly #lost = new Set<string>();
  readonly #toldThrough = new Map<string, number>();
  #isNotified = false;

  constructor(topics: ReadonlyMap<string, Topic>, position: Position, onNews: () => void) {
    this.#topics = topics;
    this.#began = position;
    this.#position = position;
    this.#onNews = onNews;
    for (const { readers } of topics.values()) readers.add(this);
  }

  get position(): Position {
    return this.#position;
  }

  /** A position that is not of this history, or ahead of it, has lost every topic and begins now. */
  resume(after: Position): void {
    if (after.epoch !== this.#position.epoch || after.number > this.#position.number) {
      for (const name of this.#topics.keys()) this.#lost.add(name);
    } else this.#position = after;
    this.notify();
  }

  begin(topics: readonly string[]): Position {
    this.#begun = new Set(topics);
    for (const name of topics) this.#lost.delete(name);
    return this.#began;
  }

  notify(): void {
    if (this.#isNotified) return;
    this.#isNotified = true;
    this.#onNews();
  }

  read(maxBytes: number): Reading {
    this.#isNotified = false;
    const lost = this.#takeLost();
    const cursors = [...this.#topics]
      .map(([name, { log }]) => log.after(this.#startOf(name)))
      .filter(({ current }) => current !== undefined);
    const frames: Buffer[] = [];
    let { number } = this.#position;
    for (let bytes = 0; bytes < maxBytes;) {
      const cursor = lowest(cursors);
      const entry = cursor?.current;
      if (cursor === undefined || entry === undefined) break;
      frames.push(entry.frame);
      bytes += entry.frame.length;
      number = entry.number;
      cursor.next();
    }
    this.#position = { ...this.#position, number };
    return { frames, lost };
  }

  close(): void {
    for (const { readers } of this.#topics.values()) readers.delete(this);
  }

  #startOf(name: string): number {
    const { number } = this.#position;
    return this.#begun.has(name) ? Math.max(number, this.#began.number) : number;
  }

  /** Each gap is told once, although the reader may stand before it for some more reads. */
  #takeLost(): readonly string[] {
    for (const [name, { log }] of this.#topics) {
      if (log.droppedThrough <= Math.max(this.#startOf(name), this.#toldThrough.get(name) ?? 0)) continue;
      this.#toldThrough.set(name, log.droppedThrough);
      this.#lost.add(name);
    }
    const lost = [...this.#lost];
    this.#lost.clear();
    return lost;
  }
}

function lowest(cursors: readonly Cursor[]): Cursor | undefined {
  const numberOf = (cursor: Cursor | undefined) => cursor?.current?.number ?? Infinity;
  return cursors.reduce<Cursor | undefined>(
    (best, cursor) => (numberOf(cursor) < numberOf(best) ? cursor : best),
    undefined,
  );
}
