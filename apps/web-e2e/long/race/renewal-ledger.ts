import type { Passage } from './faulty-proxy.ts';

interface Renewal {
  /** Answers that reached a web server. */
  delivered: number;
  /** Those that were lost, or came from a server that was down. */
  lost: number;
  /** Refresh tokens given for it. */
  successors: Set<string>;
}

/** What the backend was asked, and what it gave, for each refresh token. */
export class RenewalLedger {
  readonly #renewals = new Map<string, Renewal>();
  refused = 0;

  readonly note = ({ method, path, sent, status, answer, isDelivered }: Passage): void => {
    if (method !== 'POST' || path !== '/api/auth/refresh/') return;
    const presented = tokenId((JSON.parse(sent.toString()) as { refresh: string }).refresh);
    const renewal = this.#renewals.get(presented) ?? { delivered: 0, lost: 0, successors: new Set() };
    this.#renewals.set(presented, renewal);
    if (isDelivered && status < 500) renewal.delivered += 1;
    else renewal.lost += 1;
    if (status === 200) renewal.successors.add(tokenId((JSON.parse(answer.toString()) as { refresh: string }).refresh));
    if (status === 401) this.refused += 1;
  };

  /** How many tokens were presented: expiries. */
  get expiries(): number {
    return this.#renewals.size;
  }

  get lostAnswers(): number {
    return this.#sum(({ lost }) => lost);
  }

  /** The most different tokens that one token was renewed to. */
  get successorsPerExpiry(): number {
    return Math.max(0, ...[...this.#renewals.values()].map(({ successors }) => successors.size));
  }

  /** The most answers that were needed for one token, those apart that nobody received. */
  get callsPerExpiry(): number {
    return Math.max(0, ...[...this.#renewals.values()].map(({ delivered }) => delivered));
  }

  #sum(count: (renewal: Renewal) => number): number {
    return [...this.#renewals.values()].reduce((sum, renewal) => sum + count(renewal), 0);
  }
}

function tokenId(token: string): string {
  const [, payload = ''] = token.split('.');
  return (JSON.parse(Buffer.from(payload, 'base64url').toString()) as { jti: string }).jti;
}
