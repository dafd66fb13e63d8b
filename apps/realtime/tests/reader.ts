import { expect } from 'vitest';
import type { Broker, Reading, Subscription } from '../src/domain/broker.ts';
import { eventsOf } from '../src/domain/frame.ts';
import type { Position } from '../src/domain/position.ts';

/** What a reader got: events as `id@topic`, in their order. */
export interface Seen {
  seen: string[];
  lost: string[];
}

export function seenIn({ frames, lost }: Reading): Seen {
  const seen = eventsOf(frames).map((event) => {
    const { id, topic } = event as { id: string; topic: string };
    return `${id}@${topic}`;
  });
  return { seen, lost: [...lost] };
}

/** Reads to the end of what has arrived. */
export function readAll(subscription: Subscription, maxBytes = 1e6): Seen {
  const all: Seen = { seen: [], lost: [] };
  for (;;) {
    const { seen, lost } = seenIn(subscription.read(maxBytes));
    all.lost.push(...lost);
    if (seen.length === 0) return all;
    all.seen.push(...seen);
  }
}

/** Reads as soon as there is something to read, as a connection does. */
export class Follower {
  readonly seen: string[] = [];
  readonly lost: string[] = [];
  #subscription: Subscription | undefined;

  /** Of the last that it has read. */
  get position(): Position {
    if (this.#subscription === undefined) throw new Error('It has not begun.');
    return this.#subscription.position;
  }

  close(): void {
    this.#subscription?.close();
    this.#subscription = undefined;
  }

  static async of(broker: Broker, topics: readonly string[], after?: Position): Promise<Follower> {
    const follower = new Follower();
    follower.#subscription = await broker.subscribe(topics, after, () => {
      setImmediate(() => {
        follower.#read();
      });
    });
    return follower;
  }

  /** Resolves when the event has arrived at this node, and so has, in each of its topics, all that was published before. */
  async hasSeen(id: string): Promise<void> {
    await expect.poll(() => this.seen.some((entry) => entry.startsWith(`${id}@`)), { interval: 1 }).toBe(true);
  }

  #read(): void {
    if (this.#subscription === undefined) return;
    const { seen, lost } = readAll(this.#subscription);
    this.seen.push(...seen);
    this.lost.push(...lost);
  }
}
