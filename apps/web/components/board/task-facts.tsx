import type { Task } from '@throughline/contracts/backend';
import type { ReactNode } from 'react';
import { DueDay } from './due-day.tsx';
import { priorityLabels } from './task-labels.ts';

/** A task for those who only look on. */
export function TaskFacts({ task, today }: { task: Task; today: string }) {
  const facts: readonly (readonly [string, ReactNode])[] = [
    ['Title', task.title],
    ['Description', task.description === '' ? 'None' : task.description],
    ['Priority', priorityLabels[task.priority]],
    [
      'Due',
      task.due_date === null ? 'No day' : <DueDay day={task.due_date} today={today} isDone={task.status === 'done'} />,
    ],
    ['Assignee', task.assignee?.display_name ?? 'Nobody yet'],
  ];
  return (
    <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-2 text-sm">
      {facts.map(([label, value]) => (
        <div key={label} className="contents">
          <dt className="text-ink-2">{label}</dt>
          <dd className="break-words whitespace-pre-wrap">{value}</dd>
        </div>
      ))}
    </dl>
  );
}
