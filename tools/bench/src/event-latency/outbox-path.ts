import { randomUUID } from 'node:crypto';
import { contracts, parseEvent, type AnyEvent } from '@throughline/contracts/backend';
import { createClient, memoryTokenStore, TokenSession } from '@throughline/sdk';
import { RealtimeClient } from '@throughline/sdk/realtime';
import type postgres from 'postgres';
import type { OutboxTimes } from './event-times.ts';

const channel = 'throughline_outbox';
const demoAccount = { username: 'demo-client', password: 'marble-otter-lantern' };

interface Addresses {
  backendUrl: string;
  gatewayUrl: string;
}

/** @returns what ends the connection */
type Subscribe = (onEvent: (id: string, atMs: number) => void) => Promise<() => void>;

/** Our way: the rows that `publish()` writes, in the same transaction as its notification, until the SDK hands over the event. */
export class OutboxPath {
  readonly #sql: postgres.Sql;
  readonly #subscribe: Subscribe;
  readonly #closers: (() => void)[] = [];
  readonly #waiting = new Map<string, (atMs: number) => void>();
  #heard: ((atMs: number) => void) | undefined;

  private constructor(sql: postgres.Sql, subscribe: Subscribe) {
    this.#sql = sql;
    this.#subscribe = subscribe;
  }

  static async open(
    sql: postgres.Sql,
    listener: postgres.Sql,
    { backendUrl, gatewayUrl }: Addresses,
  ): Promise<OutboxPath> {
    const anonymous = createClient({ contract: contracts, baseUrl: backendUrl });
    const tokens = new TokenSession({
      store: memoryTokenStore(),
      refresh: ({ refresh }) => anonymous.auth.refresh({ body: { refresh } }),
    });
    await tokens.signIn(await anonymous.auth.login({ body: demoAccount }));
    const api = createClient({ contract: contracts, baseUrl: backendUrl, tokens });
    const project = await api.projects.createProject({ body: { title: 'Bench' } });
    const task = await api.projects.createTask({ params: { project_id: project.id }, body: { title: 'Task' } });
    // What is written later are copies of this real event, under new ids.
    await api.projects.moveTask({
      params: { project_id: project.id, task_id: task.id },
      body: { status: 'done', after_id: null },
    });
    const path = new OutboxPath(sql, async (onEvent) => {
      const realtime = new RealtimeClient<AnyEvent>({ baseUrl: gatewayUrl, tokens, parseEvent });
      await new Promise<void>((resolve) => {
        realtime.subscribe({
          topic: `project_${project.id}`,
          onReset: resolve,
          onEvent: ({ id }) => {
            onEvent(id, performance.now());
          },
        });
      });
      return () => {
        realtime.close();
      };
    });
    await listener.listen(channel, () => path.#heard?.(performance.now()));
    return path;
  }

  /** So many connections, each a client of the SDK in this process. */
  async subscribers(count: number): Promise<void> {
    while (this.#closers.length > count) this.#closers.pop()?.();
    const missing = Array.from({ length: count - this.#closers.length }, () =>
      this.#subscribe((id, atMs) => this.#waiting.get(id)?.(atMs)),
    );
    this.#closers.push(...(await Promise.all(missing)));
  }

  async once(): Promise<OutboxTimes> {
    const id = randomUUID();
    const seenAt: number[] = [];
    const arrivals = new Promise<void>((resolve) => {
      this.#waiting.set(id, (atMs) => {
        if (seenAt.push(atMs) === this.#closers.length) resolve();
      });
    });
    const heard = new Promise<number>((resolve) => (this.#heard = resolve));
    const startedAt = performance.now();
    await this.#sql`
      with copy as (
        insert into throughline_outbox_event (id, type, schema_version, topics, entity_id, entity_version, actor_id, request_id, occurred_at, data, refusal)
        select ${id}, type, schema_version, topics, entity_id, entity_version, actor_id, request_id, now(), data, ''
        from throughline_outbox_event where type = 'task.moved' order by number desc limit 1
        returning id
      )
      select pg_notify(${channel}, '') from copy`;
    const committedAt = performance.now();
    const heardAt = await heard;
    await arrivals;
    this.#waiting.delete(id);
    return { id, startedAt, committedAt, heardAt, seenAt };
  }

  /**
   * When the relay had the gateway's answer, by event: it stamps the rows then. In milliseconds of `performance.now()`, by the clock that
   * both processes read from one machine.
   */
  async settledAt(ids: readonly string[]): Promise<Map<string, number>> {
    const rows = await this.#sql<{ id: string; settled_ms: number }[]>`
      select id, extract(epoch from settled_at)::float8 * 1000 as settled_ms
      from throughline_outbox_event where id = any(${[...ids]}::uuid[]) and settled_at is not null`;
    return new Map(rows.map(({ id, settled_ms }) => [id, settled_ms - performance.timeOrigin]));
  }

  close(): void {
    for (const close of this.#closers.splice(0)) close();
  }
}
