interface Entry<Value> {
  value: Value;
  /** Milliseconds of the epoch. */
  untilMs: number;
}

/** What verified tokens say, until they expire; of more than fit, those go that were not used for longest. */
export class TokenCache<Value> {
  readonly #maxEntries: number;
  readonly #entries = new Map<string, Entry<Value>>();

  constructor(maxEntries: number) {
    this.#maxEntries = maxEntries;
  }

  get(token: string): Value | undefined {
    const entry = this.#entries.get(token);
    if (entry === undefined) return undefined;
    this.#entries.delete(token);
    if (entry.untilMs <= Date.now()) return undefined;
    this.#entries.set(token, entry);
    return entry.value;
  }

  set(token: string, value: Value, untilMs: number): void {
    if (this.#maxEntries === 0) return;
    this.#entries.delete(token);
    this.#entries.set(token, { value, untilMs });
    if (this.#entries.size <= this.#maxEntries) return;
    const [oldest] = this.#entries.keys();
    if (oldest !== undefined) this.#entries.delete(oldest);
  }
}
