import { endedSessionsTopic, sessionEndedSchema, type SessionEnded } from '@throughline/contracts/wire';
import { ServiceError } from '@throughline/service-kit';
import type { Broker } from '../domain/broker.ts';
import { eventsOf } from '../domain/frame.ts';

/** Read at a time; more follow at once. */
const readBytes = 64 * 1024;

export interface EndedSessionsListener {
  /** Asked before each new try, while the broker cannot be reached. */
  isWanted: () => boolean;
  onEnded: (ended: SessionEnded['data']) => void;
  /** Told of an event that is not one of an ended session. */
  onInvalid: (event: unknown) => void;
}

/**
 * Hears of each session that ends, whichever node its service told, and first of those that the history still tells of.
 * Resolves when it does, or when that is no longer wanted.
 */
export async function followEndedSessions(broker: Broker, listener: EndedSessionsListener): Promise<void> {
  while (listener.isWanted()) {
    try {
      await subscribe(broker, listener);
      return;
    } catch (error) {
      // A broker that cannot be reached has taken its time to say so.
      if (!(error instanceof ServiceError)) throw error;
    }
  }
}

async function subscribe(broker: Broker, listener: EndedSessionsListener): Promise<void> {
  const now = await broker.subscribe([], undefined, () => undefined);
  const beginning = { epoch: now.position.epoch, number: 0 };
  const subscription = await broker.subscribe([endedSessionsTopic], beginning, () => {
    // In a turn of its own: a broker tells of news in the middle of its work.
    setImmediate(read);
  });

  function read(): void {
    for (;;) {
      const { frames } = subscription.read(readBytes);
      if (frames.length === 0) return;
      for (const event of eventsOf(frames)) take(event);
    }
  }

  function take(event: unknown): void {
    const parsed = sessionEndedSchema.safeParse(event);
    if (parsed.success) listener.onEnded(parsed.data.data);
    else listener.onInvalid(event);
  }
}
