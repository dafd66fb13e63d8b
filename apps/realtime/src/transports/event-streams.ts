import type { Socket } from 'node:net';
import type { Subscription } from '../domain/broker.ts';
import type { EventStream } from './event-stream.ts';
import { HeartbeatWheel } from './heartbeat-wheel.ts';

export interface EventStreamLimits {
  heartbeatMs: number;
  /** How long a socket may take nothing before it is given up. */
  stallTimeoutMs: number;
  /** How long before its end a person is told that the token expires. */
  expiryLeadMs: number;
}

const tickMs = 1000;

/**
 * All connections of a node. Invariant: what one turn of the event loop brings is one write for each connection, and time
 * is kept for all of them together, without a timer of their own.
 */
export class EventStreams {
  readonly #limits: EventStreamLimits;
  /** Each with its place on the heartbeat wheel. */
  readonly #open = new Map<EventStream, number>();
  /** Each once: a subscription tells of news once before it is read. */
  #withNews: EventStream[] = [];
  readonly #countByUser = new Map<string, number>();
  readonly #clock: NodeJS.Timeout;
  readonly #wheel: HeartbeatWheel;
  #evicted = 0;
  #isDraining = false;

  readonly #flush = (): void => {
    const streams = this.#withNews;
    this.#withNews = [];
    for (const stream of streams) stream.flush();
  };

  constructor(limits: EventStreamLimits) {
    this.#limits = limits;
    this.#wheel = new HeartbeatWheel(limits.heartbeatMs, tickMs, Date.now());
    this.#clock = setInterval(() => {
      this.tick(Date.now());
    }, tickMs).unref();
  }

  get size(): number {
    return this.#open.size;
  }

  /** Whether the readers have been sent away, so that none may come. */
  get isDraining(): boolean {
    return this.#isDraining;
  }

  /** Connections given up because their reader took nothing. */
  get evicted(): number {
    return this.#evicted;
  }

  /** How many connections a person has. */
  countOf(userId: string): number {
    return this.#countByUser.get(userId) ?? 0;
  }

  /** What a stream's subscription calls when there is something to read: it is flushed at the end of this turn. */
  notifierOf(stream: EventStream): () => void {
    return () => {
      if (this.#withNews.length === 0) setImmediate(this.#flush);
      this.#withNews.push(stream);
    };
  }

  /** Keeps the stream until its socket closes. */
  open(stream: EventStream, socket: Socket, subscription: Subscription, isHeld: boolean): void {
    this.#open.set(stream, this.#wheel.nextPlace());
    this.#countByUser.set(stream.userId, this.countOf(stream.userId) + 1);
    socket.on('close', () => {
      this.#remove(stream);
    });
    stream.open(socket, subscription, isHeld);
  }

  tick(nowMs: number): void {
    const due = this.#wheel.turn(nowMs);
    for (const [stream, place] of this.#open) {
      if (!stream.tick(nowMs, this.#limits, due[place] === true) && nowMs < stream.expiresAtMs) this.#evicted += 1;
    }
  }

  /** Sends away the readers of a session that has ended: who comes back is refused. */
  endSession(sid: string): void {
    for (const stream of this.#open.keys()) if (stream.sid === sid) stream.end('session_ended', 0);
  }

  /** Sends every reader away, each to come back at its own moment within the spread. */
  drain(spreadMs: number): void {
    this.#isDraining = true;
    for (const stream of this.#open.keys()) stream.end('draining', Math.round(Math.random() * spreadMs));
  }

  close(): void {
    clearInterval(this.#clock);
    for (const stream of this.#open.keys()) stream.destroy();
  }

  #remove(stream: EventStream): void {
    stream.close();
    if (!this.#open.delete(stream)) return;
    const left = this.countOf(stream.userId) - 1;
    if (left === 0) this.#countByUser.delete(stream.userId);
    else this.#countByUser.set(stream.userId, left);
  }
}
