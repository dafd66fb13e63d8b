import type { Reading, Subscription } from '../domain/broker.ts';
import type { Position } from '../domain/position.ts';
import type { Gate, LocalTopic } from './local-topics.ts';
import type { Cursor } from './topic-log.ts';

/** A reader's place in several logs: one number, because numbers rise over all of them. It keeps no frames of its own. */
export class TopicReader implements Subscription {
  readonly #topics: ReadonlyMap<string, LocalTopic>;
  readonly #onNews: () => void;
  readonly #gate: Gate;
  /** The moment of subscribing. */
  #began: Position;
  /** Topics that begin there, whatever the position. */
  #begun: ReadonlySet<string> = new Set();
  #position: Position;
  readonly #lost = new Set<string>();
  readonly #toldThrough = new Map<string, number>();
  #isNotified = false;

  constructor(topics: ReadonlyMap<string, LocalTopic>, position: Position, onNews: () => void, gate: Gate) {
    this.#topics = topics;
    this.#began = position;
    this.#position = position;
    this.#onNews = onNews;
    this.#gate = gate;
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

  /** Another history has begun: every topic is lost, and goes on from here. */
  restart(position: Position): void {
    this.#began = position;
    this.#position = position;
    this.#toldThrough.clear();
    for (const name of this.#topics.keys()) this.#lost.add(name);
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
    if (this.#gate.isClosed) return { frames: [], lost: [] };
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
