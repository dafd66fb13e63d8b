import type { Task, TaskStatusEnum } from '@throughline/contracts/backend';
import { taskStatuses } from './task-labels.ts';

/** Puts a task behind another one of a column, or with null at its top. */
export interface Move {
  taskId: string;
  status: TaskStatusEnum;
  afterId: string | null;
}

export type Columns = Readonly<Record<TaskStatusEnum, readonly Task[]>>;

/** The board as it shall look: the tasks as the services know them, with the moves applied that are not yet answered. */
export function columnsOf(tasks: readonly Task[], moves: readonly Move[]): Columns {
  const columns: Record<TaskStatusEnum, Task[]> = { todo: [], in_progress: [], review: [], done: [] };
  for (const task of [...tasks].sort(byRank)) columns[task.status].push(task);
  return moves.reduce(withMove, columns);
}

/** A move whose neighbour is gone puts its task at the end of the column; one whose task is gone does nothing. */
export function withMove(columns: Columns, { taskId, status, afterId }: Move): Columns {
  const place = placeOf(columns, taskId);
  const task = place && columns[place.status][place.index];
  if (place === undefined || task === undefined) return columns;
  const without = { ...columns, [place.status]: columns[place.status].filter(({ id }) => id !== taskId) };
  const to = without[status];
  const neighbour = indexOf(to, afterId);
  const index = afterId === null ? 0 : neighbour < 0 ? to.length : neighbour + 1;
  return { ...without, [status]: [...to.slice(0, index), { ...task, status }, ...to.slice(index)] };
}

/** Where a task is; undefined when it is on no column. */
export function placeOf(columns: Columns, taskId: string): { status: TaskStatusEnum; index: number } | undefined {
  for (const status of taskStatuses) {
    const index = indexOf(columns[status], taskId);
    if (index >= 0) return { status, index };
  }
  return undefined;
}

/** The move that brings a task to a place, counted without the task itself and held within the column. */
export function moveTo(columns: Columns, taskId: string, status: TaskStatusEnum, index: number): Move {
  const others = columns[status].filter(({ id }) => id !== taskId);
  const after = index <= 0 ? undefined : others[Math.min(index, others.length) - 1];
  return { taskId, status, afterId: after?.id ?? null };
}

function indexOf(column: readonly Task[], id: string | null): number {
  return column.findIndex((task) => task.id === id);
}

/** Ranks are digits, which every comparison of texts orders alike. */
function byRank(left: Task, right: Task): number {
  if (left.rank === right.rank) return left.id < right.id ? -1 : 1;
  return left.rank < right.rank ? -1 : 1;
}
