import { endedSessionsTopic, sessionEndedSchema, type SessionEnded } from '@throughline/contracts/wire';
import type { Broker, Subscription } from '../domain/broker.ts';
import { eventsOf } from '../domain/frame.ts';

/** Read at a time; more follow at once. */
const readBytes = 64 * 1024;

export interface EndedSessionsListener {
  onEnded: (ended: SessionEnded['data']) => void;
  /** Told of an event that is not one of an ended session. */
  onInvalid: (event: unknown) => void;
}

/** Hears of each session that ends from now on, whichever node its service told. */
export async function followEndedSessions(broker: Broker, listener: EndedSessionsListener): Promise<Subscription> {
  const subscription = await broker.subscribe([endedSessionsTopic], undefined, () => {
    // In a turn of its own: a broker tells of news in the middle of its work.
    setImmediate(read);
  });
  return subscription;

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
