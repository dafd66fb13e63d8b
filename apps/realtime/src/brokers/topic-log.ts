/** How much of a topic's history is kept; whichever bound is reached first drops the oldest. */
export interface Retention {
  maxEvents: number;
  maxBytes: number;
  maxAgeMs: number;
}

export interface Entry {
  readonly number: number;
  readonly atMs: number;
  readonly frame: Buffer;
}

/** The recent frames of one topic, by rising number. */
export class TopicLog {
  readonly #retention: Retention;
  #entries: Entry[] = [];
  /** Index of the oldest entry that is kept; those before it are cut off together, now and then. */
  #first = 0;
  #bytes = 0;
  #droppedThrough: number;
  #lastNumber: number;

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
    return this.#first === this.#entries.length;
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
    this.#entries.push({ number, atMs, frame });
    this.#bytes += frame.length;
    this.#lastNumber = number;
    const { maxEvents, maxBytes } = this.#retention;
    // The newest stays, however large: a topic whose events are larger than its bound is not silent.
    while (
      this.#entries.length - this.#first > 1 &&
      (this.#entries.length - this.#first > maxEvents || this.#bytes > maxBytes)
    )
      this.#drop();
  }

  /**
   * Puts older entries before the oldest, as many of their newest as the bounds allow.
   * @param entries by rising number, all up to `droppedThrough`
   * @param droppedThrough number up to which nothing is known of the topic even then
   */
  prepend(entries: readonly Entry[], droppedThrough: number): void {
    const { maxEvents, maxBytes } = this.#retention;
    const kept = this.#entries.slice(this.#first);
    let first = entries.length;
    for (let entry = entries[first - 1]; entry !== undefined; entry = entries[first - 1]) {
      if (kept.length + entries.length - first >= maxEvents || this.#bytes + entry.frame.length > maxBytes) break;
      this.#bytes += entry.frame.length;
      first -= 1;
    }
    this.#entries = [...entries.slice(first), ...kept];
    this.#first = 0;
    this.#droppedThrough = entries[first - 1]?.number ?? droppedThrough;
    this.#lastNumber = Math.max(this.#lastNumber, this.#droppedThrough, this.#entries.at(-1)?.number ?? 0);
  }

  /** Drops the entries up to this number: nothing is known of the topic up to there. */
  dropThrough(number: number): void {
    for (let entry = this.#entries[this.#first]; entry !== undefined; entry = this.#entries[this.#first]) {
      if (entry.number > number) break;
      this.#drop();
    }
    this.#droppedThrough = Math.max(this.#droppedThrough, number);
    this.#lastNumber = Math.max(this.#lastNumber, number);
  }

  /** Begins again after this number, which may be lower than those before: they belong to another history. */
  restart(number: number): void {
    this.#entries = [];
    this.#first = 0;
    this.#bytes = 0;
    this.#droppedThrough = number;
    this.#lastNumber = number;
  }

  dropExpired(nowMs: number): void {
    for (let entry = this.#entries[this.#first]; entry !== undefined; entry = this.#entries[this.#first]) {
      if (nowMs - entry.atMs <= this.#retention.maxAgeMs) return;
      this.#drop();
    }
  }

  dropOlderHalf(): void {
    for (let count = Math.ceil((this.#entries.length - this.#first) / 2); count > 0; count -= 1) this.#drop();
  }

  /** The entry after this number, to walk on from by `next`. */
  after(number: number): Cursor {
    let low = this.#first;
    let high = this.#entries.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#entries[middle]?.number ?? 0) <= number) low = middle + 1;
      else high = middle;
    }
    return new Cursor(this.#entries, low);
  }

  #drop(): void {
    const entry = this.#entries[this.#first];
    if (entry === undefined) return;
    this.#first += 1;
    this.#bytes -= entry.frame.length;
    this.#droppedThrough = entry.number;
    if (this.#first > 64 && this.#first * 2 > this.#entries.length) {
      this.#entries = this.#entries.slice(this.#first);
      this.#first = 0;
    }
  }
}

/** A place in a log; good until the log changes, that is, within one turn of the event loop. */
export class Cursor {
  readonly #entries: readonly Entry[];
  #index: number;

  constructor(entries: readonly Entry[], index: number) {
    this.#entries = entries;
    this.#index = index;
  }

  get current(): Entry | undefined {
    return this.#entries[this.#index];
  }

  next(): void {
    this.#index += 1;
  }
}
