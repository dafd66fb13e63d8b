import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { AnyEvent } from '@throughline/contracts/backend';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createBoard, moveSomething } from '../tests/board.ts';
import { startTwoPeople, type TwoPeople } from '../tests/two-people.ts';

/** Of one run of the worker. */
const concurrency = 2;
const jobCount = 6;

let stack: TwoPeople['stack'];
let client: TwoPeople['client'];
let developer: TwoPeople['developer'];
let sql: TwoPeople['sql'];
let stop: TwoPeople['stop'];

beforeAll(async () => {
  ({ stack, client, developer, sql, stop } = await startTwoPeople());
}, 120_000);

afterAll(() => stop(), 30_000);

interface Row {
  id: string;
  status: string;
  attempts: number;
}

/** As an operator does. @returns the job's id */
async function enqueue(kind: string): Promise<string> {
  const { command, cwd, env } = stack.processes.relay;
  const options = { cwd, env: { ...process.env, ...env } };
  const { stdout } = await promisify(execFile)(command, ['manage.py', 'enqueue_job', kind], options);
  return stdout.trim();
}

function jobs(ids: readonly string[]): Promise<Row[]> {
  return sql<
    Row[]
  >`select id::text, status, attempts from throughline_jobs_job where id::text = any(${[...ids]}) order by id`;
}

/** How often the log says that a job has ended so. */
function endings(id: string, status: string): number {
  return stack.log.filter((line) => line.includes(`"job_id": "${id}"`) && line.includes(`"status": "${status}"`))
    .length;
}

test(
  'the worker is killed in the middle of its jobs and of 200 moves: no event is lost, every job is completed once',
  { timeout: 300_000 },
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

    // What the jobs delete from: as long as it is locked, each stays in the middle of its work.
    const lock = await sql.reserve();
    await lock`begin`;
    await lock`lock table throughline_tokens_failurecount in access exclusive mode`;
    const ids = await Promise.all(Array.from({ length: jobCount }, () => enqueue('tokens.prune_failures')));
    const running = async () => (await jobs(ids)).filter(({ status }) => status === 'running').map(({ id }) => id);
    await expect.poll(running).toHaveLength(concurrency);
    const interrupted = await running();

    let restarting: Promise<void> | undefined;
    for (let move = 0; move < 200; move += 1) {
      if (move === 60) await stack.supervisor.kill('worker');
      if (move === 100) await lock`rollback`;
      if (move === 120) restarting = stack.supervisor.start(stack.processes.worker);
      await moveSomething(client, projectId, taskIds, move);
    }
    lock.release();
    await restarting;

    const unfinished = async () => (await jobs(ids)).filter(({ status }) => status !== 'completed');
    await expect.poll(unfinished, { timeout: 120_000, interval: 200 }).toEqual([]);
    for (const { id, attempts } of await jobs(ids)) {
      expect(attempts).toBe(interrupted.includes(id) ? 2 : 1);
      expect(endings(id, 'completed')).toBe(1);
    }

    const committed = await sql<{ id: string }[]>`
      select id::text from throughline_outbox_event
      where type = 'task.moved' and topics @> ${sql.json([`project_${projectId}`])}`;
    // A move to where the task is already changes nothing.
    expect(committed.length).toBeGreaterThan(190);
    await expect.poll(() => seen.length).toBe(committed.length);
    expect(seen.map(({ id }) => id).sort()).toEqual(committed.map(({ id }) => id).sort());
  },
);
