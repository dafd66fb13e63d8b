/**
 * From a write in the backend's database until the event is with its subscribers (outbox, relay, gateway, SDK), against a bare
 * LISTEN/NOTIFY round trip through the same PostgreSQL, in turn. Events come one by one with a pause: what is measured is the way of one
 * event, not a queue.
 *
 * Both are timed alike, from just before the statement that writes and commits until the subscriber has the event: the database's own part
 * is in both, and in ours its row besides. Counted from the word of the commit a bare notification takes no time at all, it arrives with
 * it; that column tells what the commit is of each. The row is copied by SQL, so that Django's part before the commit is left out.
 */
import { startTemporaryStack } from '@throughline/stack/temporary-stack';
import postgres from 'postgres';
import { percentile } from '../statistics.ts';
import { type EventTimes, medianOf, type OutboxTimes, seenMs } from './event-times.ts';
import { listenNotify } from './listen-notify.ts';
import { OutboxPath } from './outbox-path.ts';

const rounds = 5;
const eventsPerRound = 100;
const pauseMs = 20;
const subscriberCounts = [1, 100];

// One person opens them all.
const stack = await startTemporaryStack({ overrides: { CONNECTIONS_PER_USER: '1000' } });
const databaseUrl = stack.env['DATABASE_URL'] ?? '';
const sql = postgres(databaseUrl, { max: 1 });
const listener = postgres(databaseUrl, { max: 1 });
const [backendUrl, gatewayUrl] = [stack.env['BACKEND_URL'] ?? '', stack.env['GATEWAY_URL'] ?? ''];
try {
  const bare = await listenNotify(sql, listener);
  const path = await OutboxPath.open(sql, listener, { backendUrl, gatewayUrl });
  await path.subscribers(1);
  await bare();
  await path.once();
  const ratios = new Map(subscriberCounts.map((count) => [count, [] as number[]]));
  const single: OutboxTimes[] = [];
  console.log('| round | what | commit p50 | seen p50 | p99 | ratio of p50 |\n| --- | --- | --- | --- | --- | --- |');
  for (let round = 1; round <= rounds; round += 1) {
    const bareTimes = await measure(bare);
    report(round, 'LISTEN/NOTIFY', bareTimes);
    const bareMs = percentile(seenMs(bareTimes), 0.5);
    for (const [count, list] of ratios) {
      await path.subscribers(count);
      const times = await measure(() => path.once());
      const ratio = percentile(seenMs(times), 0.5) / bareMs;
      list.push(ratio);
      report(round, `outbox, ${count} subscribers`, times, ratio);
      if (count === 1) single.push(...times);
    }
  }
  for (const [count, list] of ratios) {
    console.log(`median ratio, ${count} subscribers: ${percentile(list, 0.5).toFixed(1)}`);
  }
  await reportStages(path, single);
  path.close();
} finally {
  await listener.end();
  await sql.end();
  await stack.stop();
}

async function measure<Times extends EventTimes>(once: () => Promise<Times>): Promise<Times[]> {
  const values: Times[] = [];
  for (let index = 0; index < eventsPerRound; index += 1) {
    values.push(await once());
    await new Promise((resolve) => setTimeout(resolve, pauseMs));
  }
  return values;
}

function report(round: number, what: string, times: readonly EventTimes[], ratio?: number): void {
  const commitMs = medianOf(times, ({ startedAt, committedAt }) => committedAt - startedAt);
  const figures = [commitMs, percentile(seenMs(times), 0.5), percentile(seenMs(times), 0.99)];
  const cells = figures.map((value) => `${value.toFixed(2)} ms`);
  console.log(`| ${[round, what, ...cells, ratio?.toFixed(1) ?? ''].join(' | ')} |`);
}

/** Where the time of our way goes, at one subscriber: medians from the start of the statement. */
async function reportStages(path: OutboxPath, events: readonly OutboxTimes[]): Promise<void> {
  const settledAt = await path.settledAt(events.map(({ id }) => id));
  const settled = events.flatMap((times) => {
    const atMs = settledAt.get(times.id);
    return atMs === undefined ? [] : [{ ...times, answeredAt: atMs }];
  });
  const stages = [
    { name: 'the commit is confirmed', ms: medianOf(settled, ({ startedAt, committedAt }) => committedAt - startedAt) },
    {
      name: 'a listener beside the relay hears of it',
      ms: medianOf(settled, ({ startedAt, heardAt }) => heardAt - startedAt),
    },
    { name: 'the subscriber has the event', ms: percentile(seenMs(settled), 0.5) },
    {
      name: 'the relay has the answer of the gateway',
      ms: medianOf(settled, ({ startedAt, answeredAt }) => answeredAt - startedAt),
    },
  ];
  for (const { name, ms } of stages) console.log(`${ms.toFixed(2).padStart(7)} ms  ${name}`);
  const [, heard, seen] = stages;
  if (heard !== undefined && seen !== undefined) {
    console.log(`against LISTEN/NOTIFY of the very same commits: ${(seen.ms / heard.ms).toFixed(1)}`);
  }
}
