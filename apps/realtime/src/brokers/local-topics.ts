import type { Position } from '../domain/position.ts';
import { TopicLog, type Retention } from './topic-log.ts';
import { TopicReader } from './topic-reader.ts';

export interface LocalTopicsLimits {
  /** Of each topic. */
  retention: Retention;
  /** Of all topics together. */
  maxTotalBytes: number;
}

export interface LocalTopic {
  readonly log: TopicLog;
  readonly readers: Set<TopicReader>;
}

/**
 * The topics that this node knows, with their recent history and their readers. Invariant: numbers rise over all topics in
 * the order of `append`, so that a reader of several topics never finds an older frame behind a newer one.
 */
export class LocalTopics {
  readonly #limits: LocalTopicsLimits;
  readonly #topics = new Map<string, LocalTopic>();
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

  append(name: string, number: number, frame: Buffer, atMs: number): void {
    const { log, readers } = this.#topic(name);
    this.#totalBytes -= log.bytes;
    log.append(number, frame, atMs);
    this.#totalBytes += log.bytes;
    for (const reader of readers) reader.notify();
    if (this.#totalBytes > this.#limits.maxTotalBytes) this.#shrink();
  }

  /**
   * @param now the moment of subscribing
   * @param after the reader's position; undefined for one that begins now
   */
  read(names: readonly string[], now: Position, after: Position | undefined, onNews: () => void): TopicReader {
    const reader = new TopicReader(new Map([...new Set(names)].map((name) => [name, this.#topic(name)])), now, onNews);
    if (after !== undefined) reader.resume(after);
    return reader;
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

  /** Who fills the memory gives it back first. Some room is made at once, so that the next event finds it. */
  #shrink(): void {
    const targetBytes = this.#limits.maxTotalBytes * 0.875;
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

  #topic(name: string): LocalTopic {
    const present = this.#topics.get(name);
    if (present !== undefined) return present;
    const topic = {
      log: new TopicLog(this.#limits.retention, this.#forgottenThrough),
      readers: new Set<TopicReader>(),
    };
    this.#topics.set(name, topic);
    return topic;
  }
}
