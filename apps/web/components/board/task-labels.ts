import type { TaskPriorityEnum, TaskStatusEnum } from '@throughline/contracts/backend';
import { keysOf } from '../../lib/keys-of.ts';

export const statusLabels: Readonly<Record<TaskStatusEnum, string>> = {
  todo: 'To do',
  in_progress: 'In progress',
  review: 'In review',
  done: 'Done',
};

/** The columns from left to right. Of the contract this takes the type alone: its values would bring every schema with them. */
export const taskStatuses = keysOf(statusLabels);

export const priorityLabels: Readonly<Record<TaskPriorityEnum, string>> = {
  low: 'Low',
  normal: 'Normal',
  high: 'High',
  urgent: 'Urgent',
};
