import type { TaskPriorityEnum } from '@throughline/contracts/backend';
import { ChevronDown, ChevronsUp, ChevronUp } from 'lucide-react';
import { priorityLabels } from './task-labels.ts';

const looks = {
  low: { icon: ChevronDown, colour: 'text-ink-3' },
  high: { icon: ChevronUp, colour: 'text-warn' },
  urgent: { icon: ChevronsUp, colour: 'text-bad' },
} as const;

/** Says nothing about what is normal. */
export function Priority({ priority }: { priority: TaskPriorityEnum }) {
  if (priority === 'normal') return null;
  const { icon: Icon, colour } = looks[priority];
  return (
    <span className={`flex items-center gap-0.5 ${colour}`}>
      <Icon aria-hidden className="size-3.5" />
      {priorityLabels[priority]}
    </span>
  );
}
