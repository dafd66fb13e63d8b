export interface Entry {
  readonly number: number;
  readonly atMs: number;
  /** As it goes to the socket. */
  readonly frame: Buffer;
}

/** Whole frames that follow one another, as one piece of memory that all who read from the same place share. */
export interface Chunk {
  readonly bytes: Buffer;
  /** Of its newest frame. */
  readonly lastNumber: number;
}

interface Mark {
  readonly number: number;
  readonly atMs: number;
  /** Offset behind the frame, in bytes. */
  readonly end: number;
}

/**
 * A run of ready frames in one buffer. Invariant: what has been written is never written again, so that a chunk of it may
 * wait in a socket for as long as it likes; numbers rise from frame to frame.
 */
export class LogSegment {
  readonly #bytes: Buffer;
  readonly #marks: Mark[] = [];
  /** Index of the oldest frame that is kept. */
  #first = 0;
  #used = 0;

  constructor(capacityBytes: number) {
    // Of its own, not of the pool that Node.js shares: what is kept for long would keep strangers' memory.
    this.#bytes = Buffer.allocUnsafeSlow(capacityBytes);
  }

  get capacityBytes(): number {
    return this.#bytes.length;
  }

  get oldest(): { readonly number: number; readonly atMs: number } | undefined {
    return this.#marks[this.#first];
  }

  get lastNumber(): number {
    return this.#marks.at(-1)?.number ?? 0;
  }

  hasRoomFor(lengthBytes: number): boolean {
    return this.#bytes.length - this.#used >= lengthBytes;
  }

  append({ number, atMs, frame }: Entry): void {
    this.#used += frame.copy(this.#bytes, this.#used);
    this.#marks.push({ number, atMs, end: this.#used });
  }

  /** @returns its length in bytes */
  dropOldest(): number {
    const start = this.#startOf(this.#first);
    this.#first += 1;
    return this.#startOf(this.#first) - start;
  }

  /** The number of the oldest frame after this one; infinite when there is none. */
  numberAfter(number: number): number {
    return this.#marks[this.#indexAfter(number)]?.number ?? Infinity;
  }

  /**
   * The frames after one number and before another, at least one and then about as many as fit.
   * @returns undefined when there is none
   */
  slice(after: number, before: number, maxBytes: number): Chunk | undefined {
    const first = this.#indexAfter(after);
    const start = this.#startOf(first);
    let last: Mark | undefined;
    for (let index = first; index < this.#marks.length; index += 1) {
      const mark = this.#marks[index];
      if (mark === undefined || mark.number >= before) break;
      last = mark;
      if (mark.end - start >= maxBytes) break;
    }
    return last && { bytes: this.#bytes.subarray(start, last.end), lastNumber: last.number };
  }

  #startOf(index: number): number {
    return this.#marks[index - 1]?.end ?? 0;
  }

  #indexAfter(number: number): number {
    let low = this.#first;
    let high = this.#marks.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#marks[middle]?.number ?? 0) <= number) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
