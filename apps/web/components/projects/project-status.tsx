import type { ProjectStatusEnum } from '@throughline/contracts/backend';
import { projectStatusLabels } from './project-status-labels.ts';
import { Badge, type BadgeTone } from '../ui/badge.tsx';

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
