import type { TaskStatusEnum } from '@throughline/contracts/backend';
import { placeOf, type Columns } from './columns.ts';
import { taskStatuses } from './task-labels.ts';

export interface Place {
  status: TaskStatusEnum;
  index: number;
}

const steps: Readonly<Partial<Record<string, { columns: number; rows: number }>>> = {
  ArrowUp: { columns: 0, rows: -1 },
  ArrowDown: { columns: 0, rows: 1 },
  ArrowLeft: { columns: -1, rows: 0 },
  ArrowRight: { columns: 1, rows: 0 },
};

/** The card that an arrow goes to; columns without cards are passed over. Undefined at the edge, and for other keys. */
export function neighbour(columns: Columns, taskId: string, key: string): string | undefined {
  const step = steps[key];
  const place = placeOf(columns, taskId);
  if (step === undefined || place === undefined) return undefined;
  if (step.rows !== 0) return columns[place.status][place.index + step.rows]?.id;
  let column = taskStatuses.indexOf(place.status) + step.columns;
  for (let status = taskStatuses[column]; status !== undefined; status = taskStatuses[column]) {
    const tasks = columns[status];
    const task = tasks[Math.min(place.index, tasks.length - 1)];
    if (task !== undefined) return task.id;
    column += step.columns;
  }
  return undefined;
}

/** The place that an arrow moves a lifted card to, held within the board; undefined for other keys. */
export function movedPlace(columns: Columns, taskId: string, key: string): Place | undefined {
  const step = steps[key];
  const place = placeOf(columns, taskId);
  if (step === undefined || place === undefined) return undefined;
  const status = taskStatuses[taskStatuses.indexOf(place.status) + step.columns] ?? place.status;
  const others = columns[status].filter(({ id }) => id !== taskId).length;
  return { status, index: Math.max(0, Math.min(place.index + step.rows, others)) };
}
