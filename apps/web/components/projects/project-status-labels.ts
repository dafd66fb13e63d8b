import type { ProjectStatusEnum } from '@throughline/contracts/backend';

export const projectStatusLabels: Readonly<Record<ProjectStatusEnum, string>> = {
  draft: 'Draft',
  open: 'Open',
  in_progress: 'In progress',
  completed: 'Completed',
  cancelled: 'Cancelled',
  archived: 'Archived',
};
