import type { AnyEvent } from '@throughline/contracts/backend';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createBoard, moveSomething } from '../tests/board.ts';
import { signIn } from '../tests/person.ts';
import { startTwoPeople, type TwoPeople } from '../tests/two-people.ts';

let stack: TwoPeople['stack'];
let client: TwoPeople['client'];
let developer: TwoPeople['developer'];
let sql: TwoPeople['sql'];
let stop: TwoPeople['stop'];

beforeAll(async () => {
  ({ stack, client, developer, sql, stop } = await startTwoPeople());
}, 120_000);

afterAll(() => stop(), 30_000);

describe('the board', () => {
  test('a move of one person is with the other without being asked for', async () => {
    const { projectId, taskIds } = await createBoard(client, 3);
    const seen: AnyEvent[] = [];
    let begun = 0;
    developer.realtime.subscribe({
      topic: `project_${projectId}`,
      // How the board was made may still be on its way.
      onEvent: (event) => {
        if (event.type === 'task.moved') seen.push(event);
      },
      onReset: () => (begun += 1),
    });
    await expect.poll(() => begun).toBe(1);
    const moved = await client.api.projects.moveTask({
      params: { project_id: projectId, task_id: taskIds[0] ?? '' },
      body: { status: 'done', after_id: null },
    });
    await expect.poll(() => seen).toHaveLength(1);
    expect(seen[0]).toMatchObject({
      type: 'task.moved',
      entity_id: moved.id,
      entity_version: moved.version,
      data: { status: 'done', rank: moved.rank },
    });
  });

  test(
    'loses no event when relay and backend are killed in the middle of 200 moves',
    { timeout: 120_000 },
    async () => {
      const { projectId, taskIds } = await createBoard(client, 5);
      const seen: AnyEvent[] = [];
      let begun = 0;
      developer.realtime.subscribe({
        topic: `project_${projectId}`,
        onEvent: (event) => {
          if (event.type === 'task.moved') seen.push(event);
        },
        onReset: () => (begun += 1),
      });
      await expect.poll(() => begun).toBe(1);

      let restarting: Promise<void> | undefined;
      let failedMoves = 0;
      for (let move = 0; move < 200; move += 1) {
        if (move === 60) restarting = killAndRestart('relay');
        if (move === 120) restarting = killAndRestart('backend');
        // A refused connection says that the backend is away; whether a cut off one was committed only the database knows.
        await moveSomething(client, projectId, taskIds, move).catch(async () => {
          failedMoves += 1;
          await restarting;
        });
      }
      await restarting;
      expect(failedMoves).toBeLessThan(50);

      const committed = await sql<{ id: string }[]>`
        select id::text from throughline_outbox_event
        where type = 'task.moved' and topics @> ${sql.json([`project_${projectId}`])}`;
      await expect.poll(() => seen.length).toBeGreaterThanOrEqual(committed.length);
      expect(seen.map(({ id }) => id).sort()).toEqual(committed.map(({ id }) => id).sort());
      for (const taskId of taskIds) {
        const versions = seen
          .filter(({ entity_id: id }) => id === taskId)
          .map(({ entity_version: version }) => version);
        expect(versions).toEqual([...versions].sort((left, right) => left - right));
      }
      expect(begun).toBe(1);
    },
  );

  test('is read again after the gateway’s death, and ends equal to the database', { timeout: 120_000 }, async () => {
    const { projectId, taskIds } = await createBoard(client, 5);
    const board = new Map<string, { version: number; status: string; rank: string }>();
    let resets = 0;
    let reading = Promise.resolve();
    const note = ({ id, version, status, rank }: { id: string; version: number; status: string; rank: string }) => {
      if (version > (board.get(id)?.version ?? 0)) board.set(id, { version, status, rank });
    };
    developer.realtime.subscribe({
      topic: `project_${projectId}`,
      onEvent: (event) => {
        if (event.type === 'task.moved') note(event.data);
      },
      onReset: () => {
        resets += 1;
        reading = developer.api.projects.listTasks({ params: { project_id: projectId } }).then(({ results }) => {
          results.forEach(note);
        });
      },
    });
    await expect.poll(() => resets).toBe(1);
    let restarting: Promise<void> | undefined;
    for (let move = 0; move < 60; move += 1) {
      if (move === 30) restarting = killAndRestart('gateway');
      await moveSomething(client, projectId, taskIds, move);
    }
    await restarting;
    await expect.poll(() => resets, { timeout: 60_000 }).toBe(2);
    await reading;
    const rows = await sql<{ id: string; version: number; status: string; rank: string }[]>`
      select id::text, version, status, rank from projects_task where project_id = ${projectId} order by id`;
    const expected = rows.map(({ id, version, status, rank }) => [id, { version, status, rank }] as const);
    await expect.poll(() => [...board].sort()).toEqual(expected);
  });
});

describe('fifty calls at the expiry of a token', () => {
  test('cause one successor at Django', async () => {
    const { tokens, api } = await signIn(stack.env, 'demo-developer-2');
    const before = await successors();
    const rejected = await tokens.token();
    // As if each had been refused: they ask for another token at the same time.
    await Promise.all(Array.from({ length: 50 }, () => tokens.renew(rejected ?? '')));
    expect(await successors()).toBe(before + 1);
    await expect(api.auth.getMe()).resolves.toMatchObject({ username: 'demo-developer-2' });
  });

  async function successors(): Promise<number> {
    const [row] = await sql<{ count: number }[]>`select count(*)::int as count from throughline_tokens_refreshtoken`;
    return row?.count ?? 0;
  }
});

async function killAndRestart(name: 'backend' | 'gateway' | 'relay'): Promise<void> {
  await stack.supervisor.kill(name);
  await stack.supervisor.start(stack.processes[name]);
}
