import type postgres from 'postgres';
import type { EventTimes } from './event-times.ts';

const channel = 'bench';

/** The peer: a notification that one connection commits and another reads. */
export async function listenNotify(sql: postgres.Sql, listener: postgres.Sql): Promise<() => Promise<EventTimes>> {
  let arrived: ((atMs: number) => void) | undefined;
  await listener.listen(channel, () => arrived?.(performance.now()));
  return async () => {
    const arrival = new Promise<number>((resolve) => (arrived = resolve));
    const startedAt = performance.now();
    await sql`select pg_notify(${channel}, '')`;
    const committedAt = performance.now();
    return { startedAt, committedAt, seenAt: [await arrival] };
  };
}
