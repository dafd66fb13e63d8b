/**
 * How long from a commit in the backend's database until the event is with a subscriber (outbox, relay, gateway, SDK),
 * against a bare LISTEN/NOTIFY round trip through the same PostgreSQL, in turn. Events come one by one with a pause: what is
 * measured is the way of one event, not a queue.
 *
 * The two are not timed alike, which favours ours: the round trip counts from the start of its statement, our way only from
 * the database's word that it committed. The row is copied by SQL, so that Django's own part before the commit is left out.
 */
import { randomUUID } from 'node:crypto';
import { contracts, parseEvent, type AnyEvent } from '@throughline/contracts/backend';
import { createClient, memoryTokenStore, TokenSession } from '@throughline/sdk';
import { RealtimeClient } from '@throughline/sdk/realtime';
import { startTemporaryStack } from '@throughline/stack/temporary-stack';
import postgres from 'postgres';
import { percentile } from './statistics.ts';

const rounds = 5;
const eventsPerRound = 100;
const pauseMs = 20;
const demoAccount = { username: 'demo-client', password: 'marble-otter-lantern' };

const stack = await startTemporaryStack();
const sql = postgres(stack.env['DATABASE_URL'] ?? '', { max: 1 });
const listener = postgres(stack.env['DATABASE_URL'] ?? '', { max: 1 });
try {
  const bare = await startBare();
  const whole = await startWhole();
  await bare();
  await whole.once();
  console.log('round  LISTEN/NOTIFY p50  commit to subscriber p50  p99  ratio of p50');
  const ratios: number[] = [];
  for (let round = 1; round <= rounds; round += 1) {
    const bareMs = await measure(bare);
    const wholeMs = await measure(whole.once);
    const ratio = percentile(wholeMs, 0.5) / percentile(bareMs, 0.5);
    ratios.push(ratio);
    const figures = [percentile(bareMs, 0.5), percentile(wholeMs, 0.5), percentile(wholeMs, 0.99)].map(
      (value) => `${value.toFixed(2)} ms`,
    );
    console.log(`${round}  ${figures.join('  ')}  ${ratio.toFixed(1)}`);
  }
  console.log(`median ratio ${percentile(ratios, 0.5).toFixed(1)}`);
  whole.close();
} finally {
  await listener.end();
  await sql.end();
  await stack.stop();
}

async function measure(once: () => Promise<number>): Promise<number[]> {
  const values: number[] = [];
  for (let index = 0; index < eventsPerRound; index += 1) {
    values.push(await once());
    await new Promise((resolve) => setTimeout(resolve, pauseMs));
  }
  return values;
}

/** A notification that is committed by one connection and read by another. */
async function startBare(): Promise<() => Promise<number>> {
  let arrived: (() => void) | undefined;
  await listener.listen('bench', () => arrived?.());
  return async () => {
    const arrival = new Promise<void>((resolve) => (arrived = resolve));
    const startedAt = performance.now();
    await sql`select pg_notify('bench', '')`;
    await arrival;
    return performance.now() - startedAt;
  };
}

/** The rows that `publish()` writes, in the same transaction as its notification, until the SDK hands over the event. */
async function startWhole(): Promise<Whole> {
  const baseUrl = stack.env['BACKEND_URL'] ?? '';
  const anonymous = createClient({ contract: contracts, baseUrl });
  const tokens = new TokenSession({
    store: memoryTokenStore(),
    refresh: ({ refresh }) => anonymous.auth.refresh({ body: { refresh } }),
  });
  await tokens.signIn(await anonymous.auth.login({ body: demoAccount }));
  const api = createClient({ contract: contracts, baseUrl, tokens });
  const project = await api.projects.createProject({ body: { title: 'Bench' } });
  const task = await api.projects.createTask({ params: { project_id: project.id }, body: { title: 'Task' } });
  const realtime = new RealtimeClient<AnyEvent>({ baseUrl: stack.env['GATEWAY_URL'] ?? '', tokens, parseEvent });
  const waiting = new Map<string, (atMs: number) => void>();
  await new Promise<void>((resolve) => {
    realtime.subscribe({
      topic: `project_${project.id}`,
      onReset: resolve,
      onEvent: ({ id }) => waiting.get(id)?.(performance.now()),
    });
  });
  // Copies of a real event, under new ids.
  await api.projects.moveTask({
    params: { project_id: project.id, task_id: task.id },
    body: { status: 'done', after_id: null },
  });
  const once = async () => {
    const id = randomUUID();
    const arrival = new Promise<number>((resolve) => waiting.set(id, resolve));
    await sql`
      with copy as (
        insert into throughline_outbox_event (id, type, schema_version, topics, entity_id, entity_version, actor_id, request_id, occurred_at, data, refusal)
        select ${id}, type, schema_version, topics, entity_id, entity_version, actor_id, request_id, now(), data, ''
        from throughline_outbox_event where type = 'task.moved' order by number desc limit 1
        returning id
      )
      select pg_notify('throughline_outbox', '') from copy`;
    const committedAt = performance.now();
    // The event may be here before the database's word that it committed.
    return Math.max(0, (await arrival) - committedAt);
  };
  return {
    once,
    close: () => {
      realtime.close();
    },
  };
}

interface Whole {
  once: () => Promise<number>;
  close: () => void;
}
