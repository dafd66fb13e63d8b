import { randomUUID } from 'node:crypto';
import type { PublishedEvent } from '@throughline/contracts/wire';
import type { Broker, BrokerHealth, PublishOutcome, Subscription } from '../domain/broker.ts';
import { dataByTopic, eventFrame } from '../domain/frame.ts';
import { formatPosition, type Position } from '../domain/position.ts';
import { LocalTopics, type LocalTopicsLimits } from './local-topics.ts';

export interface MemoryBrokerOptions extends LocalTopicsLimits {
  /** How many ids of published events are remembered, so that one that comes again is not delivered again. */
  rememberedIds: number;
}

const sweepIntervalMs = 10_000;

/** A broker for one node: its history lives and ends with the process, which its epoch tells. */
export class MemoryBroker implements Broker {
  readonly epoch = randomUUID().slice(0, 8);
  readonly #topics: LocalTopics;
  readonly #rememberedIds: number;
  /** Number by topic, by event id, the oldest first. */
  readonly #taken = new Map<string, Map<string, number>>();
  readonly #sweep: NodeJS.Timeout;
  #lastNumber = 0;

  constructor({ rememberedIds, ...limits }: MemoryBrokerOptions) {
    this.#topics = new LocalTopics(limits);
    this.#rememberedIds = rememberedIds;
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
    return Promise.resolve(this.#topics.read(names, { epoch: this.epoch, number: this.#lastNumber }, after, onNews));
  }

  health(): BrokerHealth {
    return { status: 'healthy', kind: 'memory', topics: this.topicCount, bytes: this.totalBytes };
  }

  close(): Promise<void> {
    clearInterval(this.#sweep);
    return Promise.resolve();
  }

  /** Of all frames that are kept. */
  get totalBytes(): number {
    return this.#topics.totalBytes;
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
    this.#topics.forget(nowMs);
  }

  #take(id: string, dataOf: ReadonlyMap<string, string>, atMs: number): PublishOutcome {
    const numbers = this.#numbersOf(id);
    const known = numbers.size;
    for (const [name, data] of dataOf) {
      if (numbers.has(name)) continue;
      this.#lastNumber += 1;
      numbers.set(name, this.#lastNumber);
      const position = formatPosition({ epoch: this.epoch, number: this.#lastNumber });
      this.#topics.append(name, this.#lastNumber, eventFrame(position, data), atMs);
    }
    const positions = [...dataOf.keys()].map(
      (name) => [name, formatPosition({ epoch: this.epoch, number: numbers.get(name) ?? 0 })] as const,
    );
    return { id, positions: Object.fromEntries(positions), duplicate: numbers.size === known };
  }

  #numbersOf(id: string): Map<string, number> {
    const present = this.#taken.get(id);
    if (present !== undefined) return present;
    const numbers = new Map<string, number>();
    this.#taken.set(id, numbers);
    if (this.#taken.size > this.#rememberedIds) {
      const [oldest] = this.#taken.keys();
      if (oldest !== undefined) this.#taken.delete(oldest);
    }
    return numbers;
  }
}
