import type { Reading, Subscription } from '../domain/broker.ts';
import type { Position } from '../domain/position.ts';
import type { Gate, LocalTopic } from './local-topics.ts';

const noneLost: readonly string[] = [];
const nothing: Reading = { frames: [], lost: noneLost };

/**
 * A reader's place in several logs: one number, because numbers rise over all of them. It keeps no frames of its own, and
 * reading what one topic has, which is nearly every reading, makes nothing that is not shared with its other readers.
 */
export class TopicReader implements Subscription {
  readonly #topics: readonly LocalTopic[];
  readonly #onNews: () => void;
  readonly #gate: Gate;
  /** The moment of subscribing. */
  #began: Position;
  /** Names of the topics that begin there, whatever the position. */
  #begun: readonly string[] = [];
  #epoch: string;
  #number: number;
  /** Names of the topics whose loss has yet to be told. */
  #lost = noneLost;
  /** Number up to which losses have been told, by topic; undefined until there is one. */
  #toldThrough: Map<string, number> | undefined;
  #isNotified = false;

  constructor(topics: readonly LocalTopic[], position: Position, onNews: () => void, gate: Gate) {
    this.#topics = topics;
    this.#began = position;
    this.#epoch = position.epoch;
    this.#number = position.number;
    this.#onNews = onNews;
    this.#gate = gate;
    for (const { readers } of topics) readers.add(this);
  }

  get position(): Position {
    return { epoch: this.#epoch, number: this.#number };
  }

  /** A position that is not of this history, or ahead of it, has lost every topic and begins now. */
  resume(after: Position): void {
    if (after.epoch !== this.#epoch || after.number > this.#number) this.#lost = this.#names();
    else this.#number = after.number;
    this.notify();
  }

  /** Another history has begun: every topic is lost, and goes on from here. */
  restart(position: Position): void {
    this.#began = position;
    this.#epoch = position.epoch;
    this.#number = position.number;
    this.#toldThrough = undefined;
    this.#lost = this.#names();
    this.notify();
  }

  begin(topics: readonly string[]): Position {
    this.#begun = topics;
    const lost = this.#lost.filter((name) => !topics.includes(name));
    this.#lost = lost.length === 0 ? noneLost : lost;
    return this.#began;
  }

  notify(): void {
    if (this.#isNotified) return;
    this.#isNotified = true;
    this.#onNews();
  }

  read(maxBytes: number): Reading {
    this.#isNotified = false;
    if (this.#gate.isClosed) return nothing;
    const lost = this.#takeLost();
    let withNews: LocalTopic | undefined;
    let isAlone = true;
    for (const topic of this.#topics) {
      if (topic.log.lastNumber <= this.#number) continue;
      isAlone = withNews === undefined;
      withNews = topic;
    }
    if (withNews === undefined) return lost === noneLost ? nothing : { frames: [], lost };
    if (!isAlone || lost !== noneLost) return { frames: this.#merge(maxBytes), lost };
    const reading = withNews.log.read(this.#startOf(withNews), maxBytes);
    if (reading === undefined) return nothing;
    this.#number = reading.lastNumber;
    return reading;
  }

  close(): void {
    for (const { readers } of this.#topics) readers.delete(this);
  }

  /** Frames of several topics by rising number, in runs that are as long as the other topics allow. */
  #merge(maxBytes: number): Buffer[] {
    const frames: Buffer[] = [];
    for (let bytes = 0; bytes < maxBytes;) {
      let first: LocalTopic | undefined;
      let firstNumber = Infinity;
      let nextNumber = Infinity;
      for (const topic of this.#topics) {
        const number = topic.log.numberAfter(this.#startOf(topic));
        if (number < firstNumber) {
          nextNumber = firstNumber;
          firstNumber = number;
          first = topic;
        } else if (number < nextNumber) nextNumber = number;
      }
      const chunk = first?.log.slice(this.#startOf(first), nextNumber, maxBytes - bytes);
      if (chunk === undefined) break;
      frames.push(chunk.bytes);
      bytes += chunk.bytes.length;
      this.#number = chunk.lastNumber;
    }
    return frames;
  }

  #names(): string[] {
    return this.#topics.map(({ name }) => name);
  }

  #startOf({ name }: LocalTopic): number {
    return this.#begun.includes(name) ? Math.max(this.#number, this.#began.number) : this.#number;
  }

  /** Each gap is told once, although the reader may stand before it for some more reads. */
  #takeLost(): readonly string[] {
    for (const topic of this.#topics) {
      const { name, log } = topic;
      if (log.droppedThrough <= this.#number || log.droppedThrough <= this.#startOf(topic)) continue;
      this.#toldThrough ??= new Map();
      if (log.droppedThrough <= (this.#toldThrough.get(name) ?? 0)) continue;
      this.#toldThrough.set(name, log.droppedThrough);
      if (!this.#lost.includes(name)) this.#lost = [...this.#lost, name];
    }
    const lost = this.#lost;
    this.#lost = noneLost;
    return lost;
  }
}
