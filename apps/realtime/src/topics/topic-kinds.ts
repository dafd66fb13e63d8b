import * as z from 'zod/mini';
import { readJson } from './read-json.ts';

export interface TopicKindsOptions {
  /** Where the owning service answers, without a slash at the end. */
  ownerUrl: string;
  timeoutMs: number;
  /** How long what was read is gone by before the owner is asked again. */
  maxAgeMs: number;
  /** How long an owner that could not tell is left alone. */
  retryMs: number;
}

// An address of the owner itself: with two slashes it would be another host's.
const ownPath = z.string().check(z.regex(/^\/(?![/\\])/));
const answerSchema = z.object({
  results: z.array(z.object({ kind: z.string(), snapshots_path: z.nullable(ownPath) })),
});

/**
 * The kinds of topics that an owner has declared at `/api/topics/kinds/`: read at the start, and again, when they are next
 * asked about, some time later. An owner that does not declare any (404) has no snapshots.
 */
export class TopicKinds {
  readonly #options: TopicKindsOptions;
  /** Path before the topic, by kind; undefined as long as it was never read. */
  #snapshotPaths: ReadonlyMap<string, string> | undefined;
  #etag: string | undefined;
  #askedAtMs = -Infinity;
  #flight: Promise<void> | undefined;

  constructor(options: TopicKindsOptions) {
    this.#options = options;
  }

  /**
   * The address of a topic's snapshot at its owner.
   * @returns null when its kind has none, undefined while the owner could not tell
   */
  async snapshotUrl(topic: string): Promise<string | null | undefined> {
    const { maxAgeMs, retryMs } = this.#options;
    const isOld = Date.now() - this.#askedAtMs >= (this.#snapshotPaths === undefined ? retryMs : maxAgeMs);
    const reading = isOld ? this.read() : this.#flight;
    // What is known serves until the owner has said something else: nobody waits for that.
    if (this.#snapshotPaths === undefined) await reading;
    if (this.#snapshotPaths === undefined) return undefined;
    const path = this.#snapshotPaths.get(topic.slice(0, topic.indexOf('_')));
    return path === undefined ? null : `${this.#options.ownerUrl}${path}${encodeURIComponent(topic)}/`;
  }

  /** Asks the owner now; one that cannot be reached changes nothing. */
  read(): Promise<void> {
    this.#flight ??= this.#ask().finally(() => {
      this.#flight = undefined;
      this.#askedAtMs = Date.now();
    });
    return this.#flight;
  }

  async #ask(): Promise<void> {
    const { ownerUrl, timeoutMs } = this.#options;
    const signal = AbortSignal.timeout(timeoutMs);
    const response = await fetch(`${ownerUrl}/api/topics/kinds/`, {
      headers: { Accept: 'application/json', ...(this.#etag === undefined ? {} : { 'If-None-Match': this.#etag }) },
      redirect: 'error',
      signal,
    }).catch(() => undefined);
    const body = response && (await readJson(response, signal));
    if (response?.status === 404) this.#snapshotPaths = new Map();
    const parsed = response?.status === 200 ? answerSchema.safeParse(body) : undefined;
    if (parsed?.data === undefined) return;
    this.#etag = response?.headers.get('ETag') ?? undefined;
    this.#snapshotPaths = new Map(
      parsed.data.results.flatMap(({ kind, snapshots_path: path }) => (path === null ? [] : [[kind, path] as const])),
    );
  }
}
