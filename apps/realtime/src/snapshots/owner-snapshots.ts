import { coreErrorCodes, errorEnvelopeSchema, type CoreErrorCode } from '@throughline/contracts/wire';
import { readBounded } from '@throughline/service-kit';
import * as z from 'zod/mini';
import type { Principal } from '../auth/principal.ts';
import type { TopicKinds } from '../topics/topic-kinds.ts';
import { SnapshotCache } from './snapshot-cache.ts';
import type { SnapshotReading, Snapshots, SnapshotStatistics } from './snapshots.ts';

export interface OwnerSnapshotsOptions {
  kinds: TopicKinds;
  timeoutMs: number;
  /** Of the text of one state; a longer one is refused. */
  maxStateLength: number;
  /** Of all states that are kept. */
  maxCacheBytes: number;
}

/** RFC 7519, section 4.1: another token of the same person has others. */
const claimsOfToken: ReadonlySet<string> = new Set(['jti', 'iat', 'nbf', 'exp']);

const answerSchema = z.object({ topic: z.string(), data: z.unknown() });

/**
 * Asks the owner for the state, each time and with the person's own token, and keeps the answer under the person and the
 * topic: the owner then says by 304 that nothing has changed (RFC 9110, section 13.1.2) and sends nothing. What is kept for
 * one person is never looked up for another, whatever the tags of the owner leave out; nor do two readers share one
 * request: it may have read the state before the position from which the second one gets events.
 */
export class OwnerSnapshots implements Snapshots {
  readonly #options: OwnerSnapshotsOptions;
  readonly #cache: SnapshotCache;
  readonly #counts = { unchanged: 0, changed: 0, failed: 0 };
  #isFailing = false;

  constructor(options: OwnerSnapshotsOptions) {
    this.#options = options;
    this.#cache = new SnapshotCache(options.maxCacheBytes);
  }

  urlOf(topic: string): Promise<string | null | undefined> {
    return this.#options.kinds.snapshotUrl(topic);
  }

  statistics(): SnapshotStatistics {
    return { entries: this.#cache.size, bytes: this.#cache.bytes, ...this.#counts };
  }

  isFailing(): boolean {
    return this.#isFailing;
  }

  async read(principal: Principal, topic: string, url: string, signal: AbortSignal): Promise<SnapshotReading> {
    const key = `${topic}\n${viewOf(principal)}`;
    const reading = await this.#ask(principal.token, topic, url, key, signal);
    if (signal.aborted) return reading;
    // A refusal is the owner's answer; only what keeps it from answering is a fault.
    this.#isFailing = 'refused' in reading && reading.refused.startsWith('server.');
    if ('refused' in reading) {
      this.#counts.failed += 1;
      this.#cache.delete(key);
    }
    return reading;
  }

  async #ask(token: string, topic: string, url: string, key: string, signal: AbortSignal): Promise<SnapshotReading> {
    const { timeoutMs, maxStateLength } = this.#options;
    const known = this.#cache.get(key);
    const timeout = AbortSignal.timeout(timeoutMs);
    const either = AbortSignal.any([signal, timeout]);
    try {
      const response = await fetch(url, {
        headers: {
          Authorization: `Bearer ${token}`,
          Accept: 'application/json',
          ...(known === undefined ? {} : { 'If-None-Match': known.etag }),
        },
        redirect: 'error',
        signal: either,
      });
      const text = await readBounded(response, maxStateLength, either);
      if (response.status === 304 && known !== undefined) {
        this.#counts.unchanged += 1;
        return { state: known.state };
      }
      if (response.status !== 200) return { refused: refusalOf(response.status, text) };
      const answer = text === undefined ? undefined : answerSchema.safeParse(JSON.parse(text));
      if (answer?.data?.topic !== topic || answer.data.data === undefined) return { refused: 'server.bad_gateway' };
      const state = JSON.stringify(answer.data.data);
      this.#counts.changed += 1;
      const etag = response.headers.get('ETag');
      if (etag === null) this.#cache.delete(key);
      else this.#cache.set(key, { etag, state });
      return { state };
    } catch (cause) {
      if (cause instanceof SyntaxError) return { refused: 'server.bad_gateway' };
      return { refused: timeout.aborted ? 'server.timeout' : 'server.unavailable' };
    }
  }
}

/** All that a token says of its person: who has the same gets the same answers; what is of the token alone is left out. */
function viewOf({ claims }: Principal): string {
  const person = Object.entries(claims).filter(([name]) => !claimsOfToken.has(name));
  return JSON.stringify(person.sort(([left], [right]) => (left < right ? -1 : 1)));
}

function refusalOf(status: number, text: string | undefined): CoreErrorCode {
  if (status >= 500) return 'server.unavailable';
  const code = codeOf(text);
  if (code !== undefined && isCoreCode(code)) return code;
  if (status === 404) return 'http.not_found';
  return status === 401 || status === 403 ? 'auth.permission_denied' : 'server.bad_gateway';
}

function isCoreCode(code: string): code is CoreErrorCode {
  return Object.hasOwn(coreErrorCodes, code);
}

function codeOf(text: string | undefined): string | undefined {
  try {
    return errorEnvelopeSchema.safeParse(JSON.parse(text ?? '')).data?.code;
  } catch {
    // Not every owner answers with the envelope; the status says enough.
    return undefined;
  }
}
