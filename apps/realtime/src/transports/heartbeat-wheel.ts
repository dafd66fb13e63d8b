/**
 * Spreads the heartbeats of many connections over their interval, without a timer of their own. Invariant: each place comes
 * due once an interval, however late or seldom the wheel is turned.
 */
export class HeartbeatWheel {
  readonly #intervalMs: number;
  /** When each place comes due next. */
  readonly #dueAtMs: number[];
  #nextPlace = 0;

  /** @param turnMs how often the wheel is turned, about */
  constructor(intervalMs: number, turnMs: number, nowMs: number) {
    this.#intervalMs = intervalMs;
    const places = Math.max(1, Math.floor(intervalMs / turnMs));
    this.#dueAtMs = Array.from({ length: places }, (_, place) => nowMs + ((place + 1) * intervalMs) / places);
  }

  /** Where the next connection stands. */
  nextPlace(): number {
    this.#nextPlace = (this.#nextPlace + 1) % this.#dueAtMs.length;
    return this.#nextPlace;
  }

  /** @returns for each place whether it has come due */
  turn(nowMs: number): readonly boolean[] {
    return this.#dueAtMs.map((dueAtMs, place) => {
      if (nowMs < dueAtMs) return false;
      const missed = Math.floor((nowMs - dueAtMs) / this.#intervalMs);
      this.#dueAtMs[place] = dueAtMs + (missed + 1) * this.#intervalMs;
      return true;
    });
  }
}
