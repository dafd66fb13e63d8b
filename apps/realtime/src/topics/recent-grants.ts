import type { Principal } from '../auth/principal.ts';
import type { Grant, TopicAuthority } from './topic-authority.ts';

export interface RecentGrantsOptions {
  /** How long an answer serves, counted from the question: what is revoked meanwhile is granted so long. */
  maxAgeMs: number;
  maxAnswers: number;
}

interface Answer {
  readonly askedAtMs: number;
  readonly grants: Promise<readonly Grant[]>;
}

/**
 * Asks once for what the same person asks with the same token within a moment, as their tabs do that come back together.
 * Refusals are remembered as grants are, failures only until they are known.
 */
export class RecentGrants implements TopicAuthority {
  readonly #authority: TopicAuthority;
  readonly #options: RecentGrantsOptions;
  /** By token and names; what was asked first stands first. */
  readonly #answers = new Map<string, Answer>();

  constructor(authority: TopicAuthority, options: RecentGrantsOptions) {
    this.#authority = authority;
    this.#options = options;
  }

  get size(): number {
    return this.#answers.size;
  }

  authorize(principal: Principal, requested: readonly string[]): Promise<readonly Grant[]> {
    const nowMs = Date.now();
    this.#dropOld(nowMs);
    // Neither a token nor a topic has a space or a comma.
    const key = `${principal.token} ${requested.join(',')}`;
    const known = this.#answers.get(key);
    if (known !== undefined) return known.grants;
    const answer: Answer = { askedAtMs: nowMs, grants: this.#authority.authorize(principal, requested) };
    this.#answers.set(key, answer);
    answer.grants.catch(() => {
      if (this.#answers.get(key) === answer) this.#answers.delete(key);
    });
    return answer.grants;
  }

  #dropOld(nowMs: number): void {
    const { maxAgeMs, maxAnswers } = this.#options;
    for (const [key, { askedAtMs }] of this.#answers) {
      // A clock that was set back makes old what is of its future.
      const isRecent = nowMs >= askedAtMs && nowMs - askedAtMs < maxAgeMs;
      if (isRecent && this.#answers.size < maxAnswers) return;
      this.#answers.delete(key);
    }
  }
}
