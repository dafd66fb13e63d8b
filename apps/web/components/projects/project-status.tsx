import type { ProjectStatusEnum } from '@throughline/contracts/backend';
import { Badge, type BadgeTone } from '../ui/badge.tsx';

export const projectStatusLabels: Readonly<Record<ProjectStatusEnum, string>> = {
  draft: 'Draft',
  open: 'Open',
  in_progress: 'In progress',
  completed: 'Completed',
  cancelled: 'Cancelled',
  archived: 'Archived',
};

const tones: Readonly<Record<ProjectStatusEnum, BadgeTone>> = {
  draft: 'neutral',
  open: 'accent',
  in_progress: 'warn',
  completed: 'ok',
  cancelled: 'bad',
  archived: 'neutral',
};

export function ProjectStatus({ status }: { status: ProjectStatusEnum }) {
  return <Badge tone={tones[status]}>{projectStatusLabels[status]}</Badge>;
}
