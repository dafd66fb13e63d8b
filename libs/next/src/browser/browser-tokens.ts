import { createClient, HttpError, type Fetch, type TokenSource } from '@throughline/sdk';
import * as z from 'zod/mini';

const answerSchema = z.object({ access: z.string(), expires_in: z.number() });
const messageSchema = z.union([
  z.object({ type: z.literal('token'), access: z.string(), expiresAtMs: z.number() }),
  z.object({ type: z.literal('reset') }),
]);

export interface BrowserTokensOptions {
  /** Origin of the session's routes; empty is the page's own. @default '' */
  baseUrl?: string;
  /** How long before its expiry a token is renewed, in milliseconds; less than the server's lead. @default 20_000 */
  leadMs?: number;
  /** @default globalThis.fetch */
  fetch?: Fetch;
}

export interface BrowserTokens extends TokenSource {
  /** Drops the token in every tab: the person, their role or their company has changed, or they have signed out. */
  reset: () => void;
}

interface Token {
  access: string;
  expiresAtMs: number;
}

/**
 * The signed-in person's access token in a browser, kept in memory alone. Tabs take turns (a Web Lock) and tell each
 * other, so that one of them asks. Without Web Locks, which need a secure context, each tab asks for itself.
 */
export function browserTokens(options: BrowserTokensOptions = {}): BrowserTokens {
  return new TabTokens(options);
}

class TabTokens implements BrowserTokens {
  readonly #leadMs: number;
  readonly #client: ReturnType<typeof sessionClient>;
  /** Of lock and channel, which browsers keep apart by origin: tabs that ask the same server share a token. */
  readonly #name: string;
  #token: Token | undefined;
  #flight: Promise<string | undefined> | undefined;
  /** Raised by `reset`: an answer that was asked for before it is not kept. */
  #epoch = 0;
  #channel: BroadcastChannel | undefined;

  constructor(options: BrowserTokensOptions) {
    this.#leadMs = options.leadMs ?? 20_000;
    this.#client = sessionClient(options);
    this.#name = `throughline.session ${options.baseUrl ?? ''}`;
  }

  async token(): Promise<string | undefined> {
    return this.#usable(undefined) ?? (await this.#ask(undefined));
  }

  async renew(rejected: string): Promise<string | undefined> {
    // A flight that began before the refusal may bring the refused token.
    while (this.#flight !== undefined) {
      const access = await this.#flight;
      if (access !== rejected) return access;
    }
    return this.#usable(rejected) ?? (await this.#ask(rejected));
  }

  reset(): void {
    this.#forget();
    this.#post({ type: 'reset' });
  }

  #usable(rejected: string | undefined): string | undefined {
    const token = this.#token;
    if (token === undefined || token.access === rejected) return undefined;
    return Date.now() < token.expiresAtMs - this.#leadMs ? token.access : undefined;
  }

  /** One for all calls of this tab. */
  #ask(rejected: string | undefined): Promise<string | undefined> {
    if (this.#flight !== undefined) return this.#flight;
    this.#listen();
    const flight = inTurn(this.#name, () => this.#fetch(rejected)).finally(() => {
      if (this.#flight === flight) this.#flight = undefined;
    });
    this.#flight = flight;
    return flight;
  }

  async #fetch(rejected: string | undefined): Promise<string | undefined> {
    // Another tab had its turn before: its token has been broadcast meanwhile.
    const told = this.#usable(rejected);
    if (told !== undefined) return told;
    const epoch = this.#epoch;
    // Counted from the start of the request: the server counted what is left when it answered.
    const startedAtMs = Date.now();
    try {
      const answer = await this.#client.request('/session/token', {
        method: 'POST',
        body: rejected === undefined ? {} : { rejected },
      });
      const { access, expires_in: expiresInSeconds } = answerSchema.parse(answer.body);
      if (epoch !== this.#epoch) return await this.#fetch(undefined);
      this.#token = { access, expiresAtMs: startedAtMs + expiresInSeconds * 1000 };
      this.#post({ type: 'token', ...this.#token });
      return access;
    } catch (error) {
      if (error instanceof HttpError && error.status === 401) {
        this.reset();
        return undefined;
      }
      const token = this.#token;
      // Not refused, only not reached: until its expiry the token is still good.
      if (token !== undefined && token.access !== rejected && Date.now() < token.expiresAtMs) return token.access;
      throw error;
    }
  }

  #forget(): void {
    this.#token = undefined;
    this.#epoch += 1;
  }

  #post(message: z.infer<typeof messageSchema>): void {
    this.#listen().postMessage(message);
  }

  /** Opened at the first use: this object is made while rendering on the server, too. */
  #listen(): BroadcastChannel {
    if (this.#channel !== undefined) return this.#channel;
    this.#channel = new BroadcastChannel(this.#name);
    this.#channel.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
      const message = messageSchema.safeParse(data);
      if (!message.success) return;
      if (message.data.type === 'reset') this.#forget();
      else this.#token = { access: message.data.access, expiresAtMs: message.data.expiresAtMs };
    });
    return this.#channel;
  }
}

function sessionClient({ baseUrl, fetch }: BrowserTokensOptions) {
  return createClient({
    contract: {},
    ...(baseUrl === undefined ? {} : { baseUrl }),
    ...(fetch === undefined ? {} : { fetch }),
    timeoutMs: 15_000,
  });
}

function inTurn<Value>(name: string, work: () => Promise<Value>): Promise<Value> {
  const { navigator } = globalThis as { navigator?: { locks?: LockManager } };
  return navigator?.locks === undefined ? work() : navigator.locks.request(name, work);
}
