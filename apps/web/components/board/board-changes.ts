import type { AnyEvent, Task } from '@throughline/contracts/backend';

/** Something that is newly known about one task. */
export type BoardChange = { kind: 'task'; task: Task } | { kind: 'gone'; taskId: string };

/** What an event says about the board; undefined when it is about something else. */
export function changeOf(event: AnyEvent): BoardChange | undefined {
  if (event.type === 'task.deleted') return { kind: 'gone', taskId: event.data.id };
  if (event.type === 'task.created' || event.type === 'task.moved' || event.type === 'task.updated')
    return { kind: 'task', task: event.data };
  return undefined;
}

/** An event may be late and an answer early: of two states of a task the one with the higher version stays. */
export function withChange(tasks: readonly Task[], change: BoardChange): readonly Task[] {
  if (change.kind === 'gone') return tasks.filter(({ id }) => id !== change.taskId);
  const { task } = change;
  const known = tasks.find(({ id }) => id === task.id);
  if (known === undefined) return [...tasks, task];
  return known.version >= task.version ? tasks : tasks.map((other) => (other === known ? task : other));
}

/**
 * A board that was just read, with what became known while it was being read. Pages that shift during the reading repeat
 * rows; each is kept once, in its newest version.
 */
export function mergeRead(read: readonly Task[], changes: readonly BoardChange[]): readonly Task[] {
  const rows = read.map((task): BoardChange => ({ kind: 'task', task }));
  return [...rows, ...changes].reduce<readonly Task[]>(withChange, []);
}
