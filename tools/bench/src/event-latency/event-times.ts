import { percentile } from '../statistics.ts';

/** Moments of one event, in milliseconds of `performance.now()`. */
export interface EventTimes {
  /** Just before the statement that writes it and commits. */
  startedAt: number;
  /** When the database's word of the commit is here; the event may have been seen before. */
  committedAt: number;
  /** One for each subscriber. */
  seenAt: number[];
}

/** Of an event of ours, also the way through outbox and relay. */
export interface OutboxTimes extends EventTimes {
  id: string;
  /** When a listener beside the relay heard of the row. */
  heardAt: number;
}

/** @returns from the start of the statement until each subscriber has the event, all of them together */
export function seenMs(events: readonly EventTimes[]): number[] {
  return events.flatMap(({ startedAt, seenAt }) => seenAt.map((atMs) => atMs - startedAt));
}

export function medianOf<Times extends EventTimes>(events: readonly Times[], read: (times: Times) => number): number {
  return percentile(events.map(read), 0.5);
}
