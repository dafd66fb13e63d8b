import type { Position } from '../domain/position.ts';
import type { Entry } from './log-segment.ts';
import { TopicLog, type Retention } from './topic-log.ts';
import { TopicReader } from './topic-reader.ts';

export interface LocalTopicsLimits {
  /** Of each topic. */
  retention: Retention;
  /** Of all topics together. */
  maxTotalBytes: number;
}

export interface LocalTopic {
  readonly name: string;
  readonly log: TopicLog;
  readonly readers: Set<TopicReader>;
}

/** Closed while frames may be missing between those that are there: readers then read nothing. */
export interface Gate {
  isClosed: boolean;
}

/**
 * The topics that this node knows, with their recent history and their readers. Invariant: numbers rise over all topics in
 * the order of `append`, so that a reader of several topics never finds an older frame behind a newer one.
 */
export class LocalTopics {
  readonly #limits: LocalTopicsLimits;
  readonly #topics = new Map<string, LocalTopic>();
  readonly #gate: Gate = { isClosed: false };
  #totalBytes = 0;
  /** The highest number in a log that was forgotten with its topic. */
  #forgottenThrough = 0;

  constructor(limits: LocalTopicsLimits) {
    this.#limits = limits;
  }

  /** Of all frames that are kept. */
  get totalBytes(): number {
    return this.#totalBytes;
  }

  /** Topics with a reader or a history. */
  get size(): number {
    return this.#topics.size;
  }

  /** @returns undefined for a topic that this node does not know */
  logOf(name: string): Pick<TopicLog, 'lastNumber' | 'droppedThrough'> | undefined {
    return this.#topics.get(name)?.log;
  }

  append(name: string, number: number, frame: Buffer, atMs: number): void {
    const { log, readers } = this.#topic(name);
    this.#totalBytes -= log.bytes;
    log.append(number, frame, atMs);
    this.#totalBytes += log.bytes;
    for (const reader of readers) reader.notify();
    if (this.#totalBytes > this.#limits.maxTotalBytes) this.#shrink();
  }

  /** Puts older frames before those that are there. */
  prepend(name: string, entries: readonly Entry[], droppedThrough: number): void {
    const { log } = this.#topic(name);
    this.#account(log, () => {
      log.prepend(entries, droppedThrough);
    });
    if (this.#totalBytes > this.#limits.maxTotalBytes) this.#shrink();
  }

  /** Nothing is known of the topic up to this number; readers from before it have lost it. */
  dropThrough(name: string, number: number): void {
    const { log, readers } = this.#topic(name);
    this.#account(log, () => {
      log.dropThrough(number);
    });
    for (const reader of readers) reader.notify();
  }

  /**
   * @param now the moment of subscribing
   * @param after the reader's position; undefined for one that begins now
   */
  read(names: readonly string[], now: Position, after: Position | undefined, onNews: () => void): TopicReader {
    const topics = [...new Set(names)].map((name) => this.#topic(name));
    const reader = new TopicReader(topics, now, onNews, this.#gate);
    if (after !== undefined) reader.resume(after);
    return reader;
  }

  /** Lets no reader read until `release`. */
  hold(): void {
    this.#gate.isClosed = true;
  }

  release(): void {
    this.#gate.isClosed = false;
    for (const { readers } of this.#topics.values()) for (const reader of readers) reader.notify();
  }

  /** Another history begins: each reader has lost all its topics and goes on from here. */
  restart(position: Position): void {
    for (const { log, readers } of this.#topics.values()) {
      this.#account(log, () => {
        log.restart(position.number);
      });
      for (const reader of readers) reader.restart(position);
    }
    this.#forgottenThrough = position.number;
  }

  /** Topics that nobody reads. */
  unread(): readonly string[] {
    return [...this.#topics].filter(([, { readers }]) => readers.size === 0).map(([name]) => name);
  }

  delete(name: string): void {
    this.#totalBytes -= this.#topics.get(name)?.log.bytes ?? 0;
    this.#topics.delete(name);
  }

  dropExpired(nowMs: number): void {
    for (const { log } of this.#topics.values())
      this.#account(log, () => {
        log.dropExpired(nowMs);
      });
  }

  /** Drops what is too old, and the topics that nobody reads and that have nothing left. */
  forget(nowMs: number): void {
    this.dropExpired(nowMs);
    for (const [name, { log, readers }] of this.#topics) {
      if (readers.size > 0 || !log.isEmpty) continue;
      this.#forgottenThrough = Math.max(this.#forgottenThrough, log.lastNumber);
      this.#topics.delete(name);
    }
  }

  #account(log: TopicLog, change: () => void): void {
    this.#totalBytes -= log.bytes;
    change();
    this.#totalBytes += log.bytes;
  }

  /** Who fills the memory gives it back first. Some room is made at once, so that the next event finds it. */
  #shrink(): void {
    const targetBytes = this.#limits.maxTotalBytes * 0.875;
    const logs = [...this.#topics.values()].map(({ log }) => log);
    while (this.#totalBytes > targetBytes) {
      for (const log of logs.sort((left, right) => right.bytes - left.bytes)) {
        if (this.#totalBytes <= targetBytes) return;
        this.#account(log, () => {
          log.dropOlderHalf();
        });
      }
    }
  }

  #topic(name: string): LocalTopic {
    const present = this.#topics.get(name);
    if (present !== undefined) return present;
    const topic = {
      name,
      log: new TopicLog(this.#limits.retention, this.#forgottenThrough),
      readers: new Set<TopicReader>(),
    };
    this.#topics.set(name, topic);
    return topic;
  }
}
