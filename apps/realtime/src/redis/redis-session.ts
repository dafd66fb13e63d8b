import { createHash } from 'node:crypto';
import { createClient } from '@redis/client';

/** Commands that wait for their answer; more are refused, so that a slow Redis does not fill the memory. */
const maxWaitingCommands = 10_000;
/** Named in one command; more would hold up the commands behind it. */
const channelsAtATime = 500;

export type RedisClient = ReturnType<typeof createRedisClient>;

/** A Lua script and its digest, by which a server that has seen it knows it. */
export interface RedisScript {
  readonly text: string;
  readonly sha1: string;
}

export function redisScript(text: string): RedisScript {
  return { text, sha1: createHash('sha1').update(text).digest('hex') };
}

/**
 * One life of two connections to the same server, for commands and for messages. Invariant: a session that has failed once,
 * by an error or by silence, is over for good; whatever it had not answered is rejected. So the messages of one session have
 * no gap.
 */
export class RedisSession {
  /** Another one after each start of the server, and on each replica. */
  readonly serverRunId: string;
  readonly evictsKeys: boolean;
  /** Resolves, with the reason, when the session is over. */
  readonly closed: Promise<Error>;
  readonly #commands: RedisClient;
  readonly #messages: RedisClient;
  readonly #timeoutMs: number;
  readonly #resolveClosed: (reason: Error) => void;
  #unsubscribing: Promise<unknown> = Promise.resolve();
  #isClosed = false;

  private constructor(commands: RedisClient, messages: RedisClient, information: string, timeoutMs: number) {
    this.#commands = commands;
    this.#messages = messages;
    this.#timeoutMs = timeoutMs;
    this.serverRunId = /^run_id:(\w+)/m.exec(information)?.[1] ?? '';
    this.evictsKeys = !/^maxmemory:0\r?$/m.test(information) && !/^maxmemory_policy:noeviction\r?$/m.test(information);
    const { promise, resolve } = promiseWithResolver();
    this.closed = promise;
    this.#resolveClosed = resolve;
    for (const client of [commands, messages]) {
      client.on('error', (error: Error) => {
        this.close(error);
      });
      client.on('end', () => {
        this.close(new Error('Redis has closed the connection.'));
      });
    }
  }

  /** @throws when there is no server, or none that answers in time */
  static async open(url: string, timeoutMs: number): Promise<RedisSession> {
    const clients = [createRedisClient(url, timeoutMs), createRedisClient(url, timeoutMs)] as const;
    // Told by `connect` too; without a listener it would end the process.
    for (const client of clients) client.on('error', () => undefined);
    try {
      const opened = Promise.all(clients.map((client) => client.connect())).then(() => clients[0].info());
      return new RedisSession(...clients, await within(opened, timeoutMs), timeoutMs);
    } catch (error) {
      for (const client of clients) if (client.isOpen) client.destroy();
      throw error;
    }
  }

  /** Waits for the answer as long as the session's limit; silence, or an error, ends the session. */
  async run<Answer>(command: (client: RedisClient) => Promise<Answer>): Promise<Answer> {
    return this.#bounded(command(this.#commands));
  }

  async evaluate(script: RedisScript, keys: readonly string[], args: readonly string[]): Promise<unknown> {
    const options = { keys: [...keys], arguments: [...args] };
    return this.run(async (client) => {
      try {
        return await client.evalSha(script.sha1, options);
      } catch (error) {
        if (!(error instanceof Error) || !error.message.startsWith('NOSCRIPT')) throw error;
        return client.eval(script.text, options);
      }
    });
  }

  /** Resolves when messages of all these channels come. */
  async subscribe(channels: readonly string[], listener: (message: string, channel: string) => void): Promise<void> {
    // The client would take a channel that is being left for one that it has.
    await this.#unsubscribing;
    for (let first = 0; first < channels.length; first += channelsAtATime) {
      const some = channels.slice(first, first + channelsAtATime);
      await this.#bounded(this.#messages.subscribe(some, listener));
    }
  }

  unsubscribe(channels: readonly string[]): Promise<void> {
    const left = this.#unsubscribing.then(async () => {
      for (let first = 0; first < channels.length; first += channelsAtATime)
        await this.#bounded(this.#messages.unsubscribe(channels.slice(first, first + channelsAtATime)));
    });
    this.#unsubscribing = left.catch(() => undefined);
    return left;
  }

  /** Resolves when every message that was published before has come. */
  async messagesHaveCome(): Promise<void> {
    await this.#bounded(this.#messages.ping());
  }

  close(reason: Error): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    for (const client of [this.#commands, this.#messages]) if (client.isOpen) client.destroy();
    this.#resolveClosed(reason);
  }

  async #bounded<Answer>(answer: Promise<Answer>): Promise<Answer> {
    try {
      return await within(answer, this.#timeoutMs);
    } catch (error) {
      if (!isRefusal(error)) this.close(error instanceof Error ? error : new Error(String(error)));
      throw error;
    }
  }
}

/** A server whose memory is full still tells what others publish, and one with too much to do goes on with it. */
function isRefusal(error: unknown): boolean {
  return error instanceof Error && /^OOM |-OOM |^The queue is full/.test(error.message);
}

function createRedisClient(url: string, timeoutMs: number) {
  return createClient({
    url,
    // What every server from 6.2 on speaks, and proxies before it.
    RESP: 2,
    disableOfflineQueue: true,
    commandsQueueMaxLength: maxWaitingCommands,
    socket: { connectTimeout: timeoutMs, reconnectStrategy: false },
  });
}

/** @throws when it takes longer */
async function within<Answer>(answer: Promise<Answer>, timeoutMs: number): Promise<Answer> {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(new Error(`Redis has not answered within ${timeoutMs} ms.`));
    }, timeoutMs);
  });
  try {
    return await Promise.race([answer, timeout]);
  } finally {
    clearTimeout(timer);
  }
}

function promiseWithResolver(): { promise: Promise<Error>; resolve: (reason: Error) => void } {
  let resolve: (reason: Error) => void = () => undefined;
  const promise = new Promise<Error>((settle) => {
    resolve = settle;
  });
  return { promise, resolve };
}
