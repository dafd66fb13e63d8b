/** A topic's state as its owner answered one person, with the tag by which the owner knows it again. */
export interface CachedSnapshot {
  etag: string;
  /** JSON. */
  state: string;
}

/** Keeps the snapshots that were used last, within a bound of memory. */
export class SnapshotCache {
  readonly #maxBytes: number;
  /** By key, the one used longest ago first. */
  readonly #entries = new Map<string, CachedSnapshot>();
  #bytes = 0;

  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes;
  }

  get size(): number {
    return this.#entries.size;
  }

  /** About what the entries take, two bytes a character. */
  get bytes(): number {
    return this.#bytes;
  }

  get(key: string): CachedSnapshot | undefined {
    const entry = this.#entries.get(key);
    if (entry === undefined) return undefined;
    this.#entries.delete(key);
    this.#entries.set(key, entry);
    return entry;
  }

  set(key: string, entry: CachedSnapshot): void {
    this.delete(key);
    this.#entries.set(key, entry);
    this.#bytes += bytesOf(key, entry);
    for (const oldest of this.#entries.keys()) {
      if (this.#bytes <= this.#maxBytes) return;
      this.delete(oldest);
    }
  }

  delete(key: string): void {
    const entry = this.#entries.get(key);
    if (entry === undefined) return;
    this.#entries.delete(key);
    this.#bytes -= bytesOf(key, entry);
  }
}

function bytesOf(key: string, { etag, state }: CachedSnapshot): number {
  return 2 * (key.length + etag.length + state.length);
}
