import type { TaskPriorityEnum, TaskStatusEnum } from '@throughline/contracts/backend';

export const statusLabels: Readonly<Record<TaskStatusEnum, string>> = {
  todo: 'To do',
  in_progress: 'In progress',
  review: 'In review',
  done: 'Done',
};

export const priorityLabels: Readonly<Record<TaskPriorityEnum, string>> = {
  low: 'Low',
  normal: 'Normal',
  high: 'High',
  urgent: 'Urgent',
};
