import type { EventStream } from './event-stream.ts';

export interface EventStreamLimits {
  heartbeatMs: number;
  /** How long a socket may take nothing before it is given up. */
  stallTimeoutMs: number;
  /** How long before its end a person is told that the token expires. */
  expiryLeadMs: number;
}

const tickMs = 1000;

/** All connections of a node: joins what one turn of the event loop brings, and keeps time for all of them together. */
export class EventStreams {
  readonly #limits: EventStreamLimits;
  readonly #open = new Set<EventStream>();
  readonly #withNews = new Set<EventStream>();
  readonly #countByUser = new Map<string, number>();
  readonly #clock: NodeJS.Timeout;
  #nextHeartbeatMs: number;
  #evicted = 0;
  #isDraining = false;

  constructor(limits: EventStreamLimits) {
    this.#limits = limits;
    this.#nextHeartbeatMs = Date.now() + limits.heartbeatMs;
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

  add(stream: EventStream): void {
    this.#open.add(stream);
    this.#countByUser.set(stream.userId, this.countOf(stream.userId) + 1);
  }

  remove(stream: EventStream): void {
    stream.close();
    if (this.#open.delete(stream)) {
      const left = this.countOf(stream.userId) - 1;
      if (left === 0) this.#countByUser.delete(stream.userId);
      else this.#countByUser.set(stream.userId, left);
    }
    this.#withNews.delete(stream);
  }

  /** Has the stream flushed at the end of this turn of the event loop. */
  notify(stream: EventStream): void {
    if (this.#withNews.size === 0)
      setImmediate(() => {
        this.#flush();
      });
    this.#withNews.add(stream);
  }

  tick(nowMs: number): void {
    const isHeartbeatDue = nowMs >= this.#nextHeartbeatMs;
    if (isHeartbeatDue) this.#nextHeartbeatMs = nowMs + this.#limits.heartbeatMs;
    for (const stream of this.#open) {
      if (!stream.tick(nowMs, this.#limits, isHeartbeatDue) && nowMs < stream.expiresAtMs) this.#evicted += 1;
    }
  }

  /** Sends away the readers of a session that has ended: who comes back is refused. */
  endSession(sid: string): void {
    for (const stream of this.#open) if (stream.sid === sid) stream.end('session_ended', 0);
  }

  /** Sends every reader away, each to come back at its own moment within the spread. */
  drain(spreadMs: number): void {
    this.#isDraining = true;
    for (const stream of this.#open) stream.end('draining', Math.round(Math.random() * spreadMs));
  }

  close(): void {
    clearInterval(this.#clock);
    for (const stream of this.#open) stream.destroy();
  }

  #flush(): void {
    const streams = [...this.#withNews];
    this.#withNews.clear();
    for (const stream of streams) stream.flush();
  }
}
