import type { Reading } from '../domain/broker.ts';
import { LogSegment, type Chunk, type Entry } from './log-segment.ts';

/** How much of a topic's history is kept; whichever bound is reached first drops the oldest. */
export interface Retention {
  maxEvents: number;
  maxBytes: number;
  maxAgeMs: number;
}

/** Segments grow to this, so that a topic of one event costs one event. */
const segmentBytes = 64 * 1024;

/** What every reader at one place of a log reads; made once for all of them. */
interface SharedReading extends Reading {
  readonly after: number;
  readonly maxBytes: number;
  readonly lastNumber: number;
}

const nothingLost: readonly string[] = [];

/**
 * The recent frames of one topic, by rising number. Invariant: it is the only queue of its readers, each of which is no
 * more than a number in it. Memory is given back by segments, so that up to one of them is kept beyond the bounds.
 */
export class TopicLog {
  readonly #retention: Retention;
  #segments: LogSegment[] = [];
  #count = 0;
  #bytes = 0;
  #droppedThrough: number;
  #lastNumber: number;
  #lastRead: SharedReading | undefined;

  /** @param droppedThrough number up to which nothing is known of the topic */
  constructor(retention: Retention, droppedThrough: number) {
    this.#retention = retention;
    this.#droppedThrough = droppedThrough;
    this.#lastNumber = droppedThrough;
  }

  /** Of the newest frame, kept or not. */
  get lastNumber(): number {
    return this.#lastNumber;
  }

  get isEmpty(): boolean {
    return this.#count === 0;
  }

  /** The number of the newest frame that is no longer kept: a reader from before it would miss something. */
  get droppedThrough(): number {
    return this.#droppedThrough;
  }

  /** Of the frames that are kept. */
  get bytes(): number {
    return this.#bytes;
  }

  append(number: number, frame: Buffer, atMs: number): void {
    this.#lastRead = undefined;
    this.#segmentFor(frame.length).append({ number, atMs, frame });
    this.#count += 1;
    this.#bytes += frame.length;
    this.#lastNumber = number;
    const { maxEvents, maxBytes } = this.#retention;
    // The newest stays, however large: a topic whose events are larger than its bound is not silent.
    while (this.#count > 1 && (this.#count > maxEvents || this.#bytes > maxBytes)) this.#drop();
  }

  /**
   * Puts older entries before the oldest, as many of their newest as the bounds allow.
   * @param entries by rising number, all up to `droppedThrough`
   * @param droppedThrough number up to which nothing is known of the topic even then
   */
  prepend(entries: readonly Entry[], droppedThrough: number): void {
    const { maxEvents, maxBytes } = this.#retention;
    let first = entries.length;
    let addedBytes = 0;
    for (let entry = entries[first - 1]; entry !== undefined; entry = entries[first - 1]) {
      const isFull = this.#bytes + addedBytes + entry.frame.length > maxBytes;
      if (isFull || this.#count + entries.length - first >= maxEvents) break;
      addedBytes += entry.frame.length;
      first -= 1;
    }
    const kept = entries.slice(first);
    if (kept.length > 0) {
      const segment = new LogSegment(addedBytes);
      for (const entry of kept) segment.append(entry);
      this.#segments.unshift(segment);
    }
    this.#lastRead = undefined;
    this.#count += kept.length;
    this.#bytes += addedBytes;
    this.#droppedThrough = entries[first - 1]?.number ?? droppedThrough;
    this.#lastNumber = Math.max(this.#lastNumber, this.#droppedThrough, kept.at(-1)?.number ?? 0);
  }

  /** Drops the entries up to this number: nothing is known of the topic up to there. */
  dropThrough(number: number): void {
    while ((this.#segments[0]?.oldest?.number ?? Infinity) <= number) this.#drop();
    this.#droppedThrough = Math.max(this.#droppedThrough, number);
    this.#lastNumber = Math.max(this.#lastNumber, number);
  }

  /** Begins again after this number, which may be lower than those before: they belong to another history. */
  restart(number: number): void {
    this.#segments = [];
    this.#count = 0;
    this.#bytes = 0;
    this.#droppedThrough = number;
    this.#lastNumber = number;
    this.#lastRead = undefined;
  }

  dropExpired(nowMs: number): void {
    while (nowMs - (this.#segments[0]?.oldest?.atMs ?? nowMs) > this.#retention.maxAgeMs) this.#drop();
  }

  dropOlderHalf(): void {
    for (let count = Math.ceil(this.#count / 2); count > 0; count -= 1) this.#drop();
  }

  /** The number of the oldest kept frame after this one; infinite when there is none. */
  numberAfter(number: number): number {
    return this.#segmentAfter(number)?.numberAfter(number) ?? Infinity;
  }

  /**
   * The kept frames after one number and before another, about `maxBytes` of them, fewer at the end of a segment.
   * @returns undefined when there is none
   */
  slice(after: number, before: number, maxBytes: number): Chunk | undefined {
    return this.#segmentAfter(after)?.slice(after, before, maxBytes);
  }

  /**
   * What follows a number. The live readers of a topic stand at the same place: nothing is made for each of them.
   * @returns undefined when nothing does
   */
  read(after: number, maxBytes: number): SharedReading | undefined {
    if (after >= this.#lastNumber) return undefined;
    if (this.#lastRead?.after === after && this.#lastRead.maxBytes === maxBytes) return this.#lastRead;
    const chunk = this.slice(after, Infinity, maxBytes);
    this.#lastRead = chunk && {
      frames: [chunk.bytes],
      lost: nothingLost,
      after,
      maxBytes,
      lastNumber: chunk.lastNumber,
    };
    return this.#lastRead;
  }

  /** From the end, where nearly all readers are. */
  #segmentAfter(number: number): LogSegment | undefined {
    let index = this.#segments.length - 1;
    while (index > 0 && (this.#segments[index - 1]?.lastNumber ?? 0) > number) index -= 1;
    return this.#segments[index];
  }

  #segmentFor(lengthBytes: number): LogSegment {
    const last = this.#segments.at(-1);
    if (last?.hasRoomFor(lengthBytes) === true) return last;
    const segment = new LogSegment(Math.max(lengthBytes, Math.min(segmentBytes, 2 * (last?.capacityBytes ?? 0))));
    this.#segments.push(segment);
    return segment;
  }

  #drop(): void {
    const [segment] = this.#segments;
    const oldest = segment?.oldest;
    if (segment === undefined || oldest === undefined) return;
    this.#droppedThrough = oldest.number;
    this.#bytes -= segment.dropOldest();
    this.#count -= 1;
    this.#lastRead = undefined;
    if (segment.oldest === undefined) this.#segments.shift();
  }
}
