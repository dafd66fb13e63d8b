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

  add(stream: EventStream): void {
    this.#open.add(stream);
  }

  remove(stream: EventStream): void {
    stream.close();
    this.#open.delete(stream);
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
