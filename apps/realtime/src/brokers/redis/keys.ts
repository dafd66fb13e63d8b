/**
 * Names in Redis. Those of a history carry its epoch, so that what another history left behind is never mixed with it. The
 * braces keep all of them in one slot of a cluster.
 */
export class RedisKeys {
  readonly #prefix: string;

  constructor(prefix: string) {
    this.#prefix = `{${prefix}}`;
  }

  /** Hash: `epoch`, `number` (the last one that was given), `run` (of the server that gave it). */
  get state(): string {
    return `${this.#prefix}:state`;
  }

  /** Sorted set: numbers that no event has, from the member to the score, both excluded. */
  get gaps(): string {
    return `${this.#prefix}:gaps`;
  }

  /** Sorted set: the last number that had been given by a time, by that time in ms. */
  clock(epoch: string): string {
    return `${this.#prefix}:${epoch}:clock`;
  }

  /** Stream of a topic; the ids of its entries are numbers. */
  stream(epoch: string, topic: string): string {
    return `${this.#prefix}:${epoch}:topic:${topic}`;
  }

  /** Hash of an event: number by topic. */
  event(epoch: string, id: string): string {
    return `${this.#prefix}:${epoch}:event:${id}`;
  }

  /** A topic's channel is this and the topic. Its messages are the number, a space and the event. */
  channels(epoch: string): string {
    return `${this.#prefix}:${epoch}:channel:`;
  }
}
