import {
  ClosingSchema,
  ReadySchema,
  ResetSchema,
  SnapshotSchema,
  type Ready,
  type Snapshot,
} from '@throughline/contracts/realtime';
import type { EventEnvelope } from '@throughline/contracts/wire';
import * as z from 'zod/mini';
import type { TokenSource } from '../auth/token-source.ts';
import type { Fetch } from '../core/exchange.ts';
import { HttpError } from '../errors/http-error.ts';
import { NetworkError } from '../errors/network-error.ts';
import { waitMs } from './backoff.ts';
import { openEventStream } from './event-stream.ts';
import { RecentIds } from './recent-ids.ts';
import { sleepUntilOnline } from './sleep-until-online.ts';

/** What the generated `parseEvent` of a contract answers. */
export type ParsedEvent<Event> =
  | { readonly status: 'event'; readonly event: Event }
  | { readonly status: 'unknown'; readonly type: string }
  | { readonly status: 'invalid' };

export type RealtimeStatus =
  /** Nobody has subscribed. */
  | 'idle'
  | 'connecting'
  | 'connected'
  /** Cut off; an attempt will follow by itself. */
  | 'waiting'
  /** None of the topics is granted; another set of topics, or `reconnect`, tries again. */
  | 'refused'
  /** The session has ended. */
  | 'signed_out';

export interface RealtimeOptions<Event> {
  /** Where the gateway is: origin, or origin and prefix. */
  baseUrl: string;
  tokens: TokenSource;
  /** `parseEvent` of the contract. */
  parseEvent: (value: unknown) => ParsedEvent<Event>;
  /** @default globalThis.fetch */
  fetch?: Fetch;
  /**
   * Silence after which the connection counts as lost, in milliseconds; longer than two of the gateway's heartbeats,
   * which it sends at fixed times to those who got nothing since the last one.
   * @default 40_000
   */
  silenceMs?: number;
}

export interface Subscription<Event> {
  /** A topic (`project_1`) or an alias for the caller's own (`opportunities`). */
  topic: string;
  onEvent: (event: Event) => void;
  /**
   * Read the topic's state, again: called when the subscription begins, since what happened before it is not known here,
   * and whenever something was missed that cannot be brought back.
   */
  onReset: () => void;
  /**
   * The topic's state, as its owner tells this person; the events that follow are those after `position`, and one that the
   * state holds already is known by its `entity_version`. Comes in place of `onReset` where the gateway sends it.
   */
  onSnapshot?: (state: unknown, position: string) => void;
  /** The topic is not granted: told once, until it is granted or refused for another reason. @param code of the error table */
  onRefused?: (code: string) => void;
}

const envelopeSchema = z.looseObject({ id: z.string(), topic: z.string() });

const rememberedIds = 2000;

/**
 * Live events for any number of subscribers over one connection, which comes back by itself and resumes where it was.
 * What cannot be resumed is told by `onReset`, never passed over.
 */
export class RealtimeClient<Event = EventEnvelope> {
  readonly #options: Required<RealtimeOptions<Event>>;
  readonly #subscriptions = new Set<Subscription<Event>>();
  /** Subscriptions that have been given their state, or told to read it. */
  readonly #begun = new Set<Subscription<Event>>();
  /** What each of the refused was told. */
  readonly #refusals = new WeakMap<Subscription<Event>, string | undefined>();
  readonly #statusListeners = new Set<(status: RealtimeStatus) => void>();
  readonly #seen = new RecentIds(rememberedIds);
  /** Concrete topic by requested name. */
  #granted: ReadonlyMap<string, string> = new Map();
  /** Concrete topics whose state is still to come by this connection. */
  #awaited = new Set<string>();
  #status: RealtimeStatus = 'idle';
  #position: string | undefined;
  #lastSyncAtMs: number | undefined;
  #session: AbortController | undefined;
  /** The topics that the session asks for. */
  #requested: readonly string[] = [];
  #isChangeScheduled = false;

  constructor(options: RealtimeOptions<Event>) {
    this.#options = { fetch: (input, init) => globalThis.fetch(input, init), silenceMs: 40_000, ...options };
  }

  get status(): RealtimeStatus {
    return this.#status;
  }

  /**
   * Up to when what is seen is complete, in milliseconds since 1970: the moment at which the connection was lost, or while it
   * stands that at which it began. Undefined before the first one.
   */
  get lastSyncAtMs(): number | undefined {
    return this.#lastSyncAtMs;
  }

  /** @returns unsubscribes */
  onStatus(listener: (status: RealtimeStatus) => void): () => void {
    this.#statusListeners.add(listener);
    return () => void this.#statusListeners.delete(listener);
  }

  /** @returns unsubscribes; the connection ends with the last one */
  subscribe(subscription: Subscription<Event>): () => void {
    const own = { ...subscription };
    this.#subscriptions.add(own);
    this.#scheduleChange();
    return () => {
      this.#begun.delete(own);
      if (this.#subscriptions.delete(own)) this.#scheduleChange();
    };
  }

  /** Tries again now, whatever it waits for. */
  reconnect(): void {
    this.#session?.abort();
    this.#session = undefined;
    const topics = this.#topics();
    if (topics.length === 0) {
      this.#setStatus('idle');
      return;
    }
    const session = new AbortController();
    this.#session = session;
    this.#requested = topics;
    void this.#run(topics, session.signal);
  }

  /** Ends the connection until `reconnect`, which resumes where it was: while the session is being ended, for instance. */
  pause(): void {
    this.#session?.abort();
    this.#session = undefined;
    this.#setStatus(this.#subscriptions.size === 0 ? 'idle' : 'waiting');
  }

  /** Ends the connection and forgets every subscription. */
  close(): void {
    this.#subscriptions.clear();
    this.#begun.clear();
    this.reconnect();
  }

  #topics(): string[] {
    return [...new Set([...this.#subscriptions].map(({ topic }) => topic))].sort();
  }

  /** Subscriptions that come and go together, as those of a page do, cause one connection, or none for the same topics. */
  #scheduleChange(): void {
    if (this.#isChangeScheduled) return;
    this.#isChangeScheduled = true;
    queueMicrotask(() => {
      this.#isChangeScheduled = false;
      if (this.#session === undefined || this.#topics().join() !== this.#requested.join()) this.reconnect();
      else if (this.#status === 'connected') this.#tellNew();
    });
  }

  async #run(topics: readonly string[], signal: AbortSignal): Promise<void> {
    const isOver = () => signal.aborted;
    let failures = 0;
    while (!isOver()) {
      this.#setStatus('connecting');
      const outcome = await this.#connectOnce(topics, signal);
      if (isOver()) return;
      if (outcome === 'signed_out' || outcome === 'refused') {
        this.#setStatus(outcome);
        return;
      }
      failures = outcome.wasConnected ? 1 : failures + 1;
      this.#setStatus('waiting');
      await sleepUntilOnline(waitMs(failures, outcome.retryAfterMs), signal);
    }
  }

  async #connectOnce(topics: readonly string[], signal: AbortSignal): Promise<Outcome> {
    const { baseUrl, fetch, silenceMs, tokens } = this.#options;
    const outcome: Ended = { wasConnected: false, retryAfterMs: undefined };
    let isTokenSpent = false;
    let token: string | undefined;
    try {
      token = await tokens.token();
      if (token === undefined) return 'signed_out';
      const url = `${baseUrl}/api/v1/sse?topics=${listed(topics)}${this.#beginning()}`;
      for await (const message of openEventStream(fetch, {
        url,
        token,
        lastEventId: this.#position,
        silenceMs,
        signal,
      })) {
        // What came together with the frame whose listener ended this connection is the next one's to bring.
        if (signal.aborted) return outcome;
        const data: unknown = JSON.parse(message.data);
        if (message.event === 'ready') {
          outcome.wasConnected = true;
          this.#begin(ReadySchema.parse(data));
        } else if (message.event === 'snapshot') this.#takeState(SnapshotSchema.parse(data));
        else if (message.event === 'reset') this.#reset(ResetSchema.parse(data).topics);
        else if (message.event === 'closing') {
          const { reason, retry_after_ms: retryAfterMs } = ClosingSchema.parse(data);
          outcome.retryAfterMs = retryAfterMs;
          isTokenSpent = reason === 'token_expired' || reason === 'session_ended';
        } else if (message.event === undefined) this.#deliver(data);
        // After the delivery: what a subscriber has not seen is not counted as seen.
        if (message.id !== undefined) this.#position = message.id;
      }
      return isTokenSpent ? await this.#renew(token, outcome) : outcome;
    } catch (error) {
      if (signal.aborted) return outcome;
      return this.#outcomeOf(error, token, outcome);
    }
  }

  async #outcomeOf(error: unknown, token: string | undefined, outcome: Ended): Promise<Outcome> {
    if (error instanceof HttpError && error.status === 401 && token !== undefined) return this.#renew(token, outcome);
    if (error instanceof HttpError && !error.retryable) {
      for (const subscription of this.#subscriptions) this.#refuse(subscription, error.code);
      return 'refused';
    }
    if (error instanceof HttpError || error instanceof NetworkError) {
      return { ...outcome, retryAfterMs: error instanceof HttpError ? error.retryAfterMs : undefined };
    }
    // No token could be had: nothing was missed by that.
    if (!outcome.wasConnected) return outcome;
    // The stream held something that is no frame of a gateway: what was missed is not known, so everything begins anew.
    this.#position = undefined;
    this.#begun.clear();
    return outcome;
  }

  /** In place of a token that was refused or has ended the connection, and may look good here all the same. */
  async #renew(token: string, outcome: Ended): Promise<Outcome> {
    const renewed = await this.#options.tokens.renew(token).catch(() => null);
    if (renewed === undefined) return 'signed_out';
    return { ...outcome, retryAfterMs: renewed === null || renewed === token ? undefined : 0 };
  }

  /**
   * Names of which nobody has the state yet and somebody takes it from the gateway; a name that somebody follows already has
   * to resume.
   */
  #beginning(): string {
    const names = new Set([...this.#subscriptions].flatMap(({ topic, onSnapshot }) => (onSnapshot ? [topic] : [])));
    for (const { topic } of this.#begun) names.delete(topic);
    return names.size === 0 ? '' : `&begin=${listed([...names])}`;
  }

  #begin({ granted, refused, snapshots }: Ready): void {
    const before = this.#granted;
    this.#granted = new Map(Object.entries(granted));
    this.#awaited = new Set(snapshots);
    for (const subscription of this.#subscriptions) this.#refuse(subscription, refused[subscription.topic]);
    // The position moved on while a topic was not granted, or was another one by this name: what it had is not known.
    for (const subscription of this.#begun) {
      const topic = this.#granted.get(subscription.topic);
      if (topic === undefined || topic !== before.get(subscription.topic)) this.#begun.delete(subscription);
    }
    this.#setStatus('connected');
    this.#tellNew();
  }

  #tellNew(): void {
    for (const subscription of this.#subscriptions) {
      const topic = this.#granted.get(subscription.topic);
      if (topic === undefined || this.#awaited.has(topic) || this.#begun.has(subscription)) continue;
      this.#begun.add(subscription);
      tell(subscription.onReset);
    }
  }

  #takeState(snapshot: Snapshot): void {
    this.#awaited.delete(snapshot.topic);
    for (const subscription of this.#subscribersOf([snapshot.topic])) {
      this.#begun.add(subscription);
      const { onSnapshot, onReset } = subscription;
      if (onSnapshot === undefined || 'refused' in snapshot) tell(onReset);
      else
        tell(() => {
          onSnapshot(snapshot.state, snapshot.position);
        });
    }
  }

  #refuse(subscription: Subscription<Event>, code: string | undefined): void {
    if (code === this.#refusals.get(subscription)) return;
    this.#refusals.set(subscription, code);
    if (code !== undefined) tell(() => subscription.onRefused?.(code));
  }

  #deliver(data: unknown): void {
    const { id, topic } = envelopeSchema.parse(data);
    // By topic too: the subscribers of each topic of an event are others.
    if (!this.#seen.add(`${topic} ${id}`)) return;
    const parsed = this.#options.parseEvent(data);
    // A newer service's event: nobody here can have asked for it.
    if (parsed.status === 'unknown') return;
    for (const subscription of this.#subscribersOf([topic])) {
      if (parsed.status === 'invalid') tell(subscription.onReset);
      else
        tell(() => {
          subscription.onEvent(parsed.event);
        });
    }
  }

  #reset(topics: readonly string[]): void {
    for (const { onReset } of this.#subscribersOf(topics)) tell(onReset);
  }

  #subscribersOf(topics: readonly string[]): Subscription<Event>[] {
    return [...this.#subscriptions].filter(({ topic }) => topics.includes(this.#granted.get(topic) ?? topic));
  }

  #setStatus(status: RealtimeStatus): void {
    if (this.#status === status) return;
    if (status === 'connected' || this.#status === 'connected') this.#lastSyncAtMs = Date.now();
    this.#status = status;
    for (const listener of this.#statusListeners)
      tell(() => {
        listener(status);
      });
  }
}

interface Ended {
  wasConnected: boolean;
  /** What the gateway asked for; undefined leaves it to the backoff. */
  retryAfterMs: number | undefined;
}

type Outcome = Ended | 'refused' | 'signed_out';

/** For an address: commas stand between the names. */
function listed(names: readonly string[]): string {
  return names.map(encodeURIComponent).join(',');
}

/** A subscriber's mistake is the program's to report; it must not cut off the others. */
function tell(listener: () => void): void {
  try {
    listener();
  } catch (error) {
    queueMicrotask(() => {
      throw error;
    });
  }
}
