import { TaskStatusEnumValues, type Task, type TaskStatusEnum } from '@throughline/contracts/backend';

/** Puts a task behind another one of a column, or with null at its top. */
export interface Move {
  taskId: string;
  status: TaskStatusEnum;
  afterId: string | null;
}

export type Columns = Readonly<Record<TaskStatusEnum, readonly Task[]>>;

/**
 * The board as it shall look: the tasks as the services know them, with the moves applied that are not yet answered. A move
 * whose neighbour is gone puts its task at the end of the column.
 */
export function columnsOf(tasks: readonly Task[], moves: readonly Move[]): Columns {
  const sorted = [...tasks].sort(byRank);
  const columns: Record<TaskStatusEnum, Task[]> = { todo: [], in_progress: [], review: [], done: [] };
  for (const task of sorted) columns[task.status].push(task);
  for (const { taskId, status, afterId } of moves) {
    const from = TaskStatusEnumValues.find((name) => columns[name].some(({ id }) => id === taskId));
    if (from === undefined) continue;
    const [task] = columns[from].splice(indexOf(columns[from], taskId), 1);
    if (task === undefined) continue;
    const to = columns[status];
    const neighbour = indexOf(to, afterId);
    to.splice(afterId === null ? 0 : neighbour < 0 ? to.length : neighbour + 1, 0, { ...task, status });
  }
  return columns;
}

/** Where a task is; undefined when it is on no column. */
export function placeOf(columns: Columns, taskId: string): { status: TaskStatusEnum; index: number } | undefined {
  for (const status of TaskStatusEnumValues) {
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
