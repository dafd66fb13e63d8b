import { randomInt } from 'node:crypto';
import type { PublishedEvent } from '@throughline/contracts/wire';
import * as z from 'zod/mini';
import { dataByTopic } from '../../domain/frame.ts';
import type { RedisSession } from '../../redis/redis-session.ts';
import type { Retention } from '../topic-log.ts';
import type { RedisKeys } from './keys.ts';
import { historyScript, momentScript, openScript, publishScript } from './scripts.ts';

/**
 * How many numbers are left out at another server: more than can have been lost, few enough for millions of restarts, and
 * not the same twice, so that two servers that go on from the same data do not give the same numbers.
 */
const leftOut = [1e9, 2e9] as const;
/** Entries that are read at a time. */
const pageLength = 250;

export interface Moment {
  epoch: string;
  /** The last one that was given. */
  number: number;
}

export interface StoredEvent {
  number: number;
  atMs: number;
  data: string;
}

/** What is left of a topic's history after a number. */
export interface StoredHistory {
  events: readonly StoredEvent[];
  /** Up to this number events of the topic may be missing before those. */
  droppedThrough: number;
}

const numeral = z.pipe(
  z.string().check(z.regex(/^\d{1,16}$/)),
  z.transform((text) => Number(text)),
);
const momentAnswer = z.tuple([z.string(), numeral]);
const positionAnswer = z.tuple([z.string(), numeral, z.literal([0, 1])]);
const publishAnswer = z.nullable(z.array(z.string().check(z.regex(/^-?\d{1,16}$/))));
const historyAnswer = z.tuple([numeral, z.array(z.tuple([z.string(), z.array(z.string())]))]);

/** The history of all topics as it stands in Redis, where every node finds the same. */
export class RedisHistory {
  readonly #keys: RedisKeys;
  readonly #retention: Retention;

  constructor(keys: RedisKeys, retention: Retention) {
    this.#keys = keys;
    this.#retention = retention;
  }

  /**
   * Begins a session; another history begins where none is left of the one that this node knows, or not all.
   * @param seen the last that this node has seen; undefined for one that has just started
   * @param newEpoch of a history that has to begin
   */
  async open(session: RedisSession, seen: Moment | undefined, newEpoch: string): Promise<Moment> {
    const answer = await session.evaluate(
      openScript,
      [this.#keys.state, this.#keys.gaps],
      [session.serverRunId, newEpoch, String(randomInt(...leftOut)), seen?.epoch ?? '', String(seen?.number ?? 0)],
    );
    const [epoch, number] = momentAnswer.parse(answer);
    return { epoch, number };
  }

  /** @param asked a number that is looked for */
  async moment(session: RedisSession, asked = 0): Promise<Moment & { wasGiven: boolean }> {
    const answer = await session.evaluate(momentScript, [this.#keys.state, this.#keys.gaps], [String(asked)]);
    const [epoch, number, wasGiven] = positionAnswer.parse(answer);
    return { epoch, number, wasGiven: wasGiven === 1 };
  }

  /**
   * @param written each event's id and, by topic, its text
   * @returns for each event its numbers by topic, negative where it had been taken before; undefined when the history is another
   */
  async publish(
    session: RedisSession,
    epoch: string,
    written: readonly (readonly [id: string, dataOf: ReadonlyMap<string, string>])[],
  ): Promise<readonly ReadonlyMap<string, number>[] | undefined> {
    const keys = this.#keys;
    const { maxEvents, maxBytes, maxAgeMs } = this.#retention;
    const answer = publishAnswer.parse(
      await session.evaluate(
        publishScript,
        [
          keys.state,
          keys.clock(epoch),
          ...written.flatMap(([id, dataOf]) => [
            keys.event(epoch, id),
            ...[...dataOf.keys()].map((topic) => keys.stream(epoch, topic)),
          ]),
        ],
        [
          epoch,
          String(maxEvents),
          String(maxBytes),
          String(maxAgeMs),
          written.map(([, dataOf]) => dataOf.size).join(' '),
          keys.channels(epoch),
          ...written.flatMap(([, dataOf]) => [...dataOf].flat()),
        ],
      ),
    );
    if (answer === null) return undefined;
    const numbers = answer.values();
    return written.map(
      ([, dataOf]) => new Map([...dataOf.keys()].map((topic) => [topic, Number(numbers.next().value)] as const)),
    );
  }

  /** Reads a topic's events after one number, at least as far as to another. */
  async read(
    session: RedisSession,
    epoch: string,
    topic: string,
    after: number,
    through: number,
  ): Promise<StoredHistory> {
    const keys = [this.#keys.state, this.#keys.clock(epoch), this.#keys.stream(epoch, topic)];
    let events: StoredEvent[] = [];
    let droppedThrough = after;
    for (let last = after; last < through;) {
      const args = [String(last), String(pageLength), String(this.#retention.maxAgeMs)];
      const [expiredThrough, entries] = historyAnswer.parse(await session.evaluate(historyScript, keys, args));
      if (expiredThrough > last) return { events: [], droppedThrough: expiredThrough };
      for (const [id, [, previous, , at, , , , data = '']] of entries) {
        if (Number(previous) > last) {
          droppedThrough = Number(previous);
          events = [];
        }
        last = Number.parseInt(id, 10);
        events.push({ number: last, atMs: Number(at), data });
      }
      if (entries.length < pageLength) break;
    }
    return { events, droppedThrough };
  }
}

/**
 * Writes the events for their topics.
 * @throws {RangeError} when an event is nested too deeply to be written
 */
export function writtenEvents(
  events: readonly PublishedEvent[],
): readonly (readonly [id: string, dataOf: ReadonlyMap<string, string>])[] {
  return events.map((event) => [event.id, dataByTopic(event)] as const);
}
