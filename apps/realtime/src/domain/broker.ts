import type { PublishedEvent } from '@throughline/contracts/wire';
import type { Position } from './position.ts';

export interface PublishOutcome {
  id: string;
  /** Position by topic. */
  positions: Readonly<Record<string, string>>;
  /** Whether the event had been published to all its topics before; it was not delivered again. */
  duplicate: boolean;
}

/** What a reader gets by one look. */
export interface Reading {
  /** One or more whole frames in each, in the order of their numbers; empty when the reader is up to date. */
  frames: readonly Buffer[];
  /** Topics whose history no longer reaches back to the reader: it must read their state again. */
  lost: readonly string[];
}

/** A reader's place in the history of its topics. */
export interface Subscription {
  /** Of the last frame that was read, or of the moment of subscribing. */
  readonly position: Position;
  /** Reads on from the position, about `maxBytes` at a time. */
  read: (maxBytes: number) => Reading;
  /**
   * Has these topics begin at the moment of subscribing, wherever the others resume: their state is read from there on, and
   * nothing of them is lost.
   * @returns that moment
   */
  begin: (topics: readonly string[]) => Position;
  close: () => void;
}

export interface BrokerHealth {
  /** Unhealthy: nobody can publish or subscribe. Degraded: events may get lost untold. */
  status: 'healthy' | 'degraded' | 'unhealthy';
  kind: 'memory' | 'redis';
  /** Topics that this node keeps, and the bytes of their frames. */
  topics: number;
  bytes: number;
  /** How often Redis was reached anew. */
  sessions?: number;
}

/**
 * Keeps the recent history of each topic and tells readers of what is new. The history is the only queue: a reader that is
 * slow reads later from the same place, and nothing is kept for it alone.
 */
export interface Broker {
  /**
   * All events or none are taken; an event of an id and topic that was taken before is not delivered again.
   * @throws {RangeError} when an event is nested too deeply to be written
   * @throws {ServiceError} `server.unavailable` while the broker cannot be reached
   */
  publish: (events: readonly PublishedEvent[]) => Promise<readonly PublishOutcome[]>;
  /**
   * @param after the reader's position; undefined for one that begins now. One of another epoch loses every topic.
   * @param onNews called when there is something to read; not again before the next `read`
   * @throws {ServiceError} `server.unavailable` while the broker cannot be reached
   */
  subscribe: (topics: readonly string[], after: Position | undefined, onNews: () => void) => Promise<Subscription>;
  health: () => BrokerHealth;
  close: () => Promise<void>;
}
