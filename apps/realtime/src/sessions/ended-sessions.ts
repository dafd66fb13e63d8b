/** Longer than the clocks of issuer and gateway may differ. */
const marginMs = 60_000;

/** Sessions that have ended while access tokens of theirs are still good: a token, verified offline, does not tell. */
export class EndedSessions {
  readonly #deniedUntilMs = new Map<string, number>();

  get size(): number {
    return this.#deniedUntilMs.size;
  }

  /** @param deniedUntilMs when the last access token of the session has expired */
  add(sid: string, deniedUntilMs: number, nowMs: number): void {
    // What ended first is among the first to be forgotten, so that no more are looked at than go.
    for (const [oldest, untilMs] of this.#deniedUntilMs) {
      if (untilMs > nowMs) break;
      this.#deniedUntilMs.delete(oldest);
    }
    if (deniedUntilMs + marginMs > nowMs) this.#deniedUntilMs.set(sid, deniedUntilMs + marginMs);
  }

  /** @param sid undefined for a token of an issuer without sessions */
  has(sid: string | undefined): boolean {
    return sid !== undefined && this.#deniedUntilMs.has(sid);
  }
}
