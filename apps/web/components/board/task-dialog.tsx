'use client';

import type { Person, Task } from '@throughline/contracts/backend';
import type { BrowserSession } from '../../lib/browser-session.ts';
import { Dialog } from '../ui/dialog.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { FileQuestion } from 'lucide-react';
import type { BoardChange } from './board-changes.ts';
import { EditTaskForm } from './later-parts.ts';
import { TaskFacts } from './task-facts.tsx';
import { statusLabels } from './task-labels.ts';

interface TaskDialogProps {
  session: () => Promise<BrowserSession>;
  /** The task that was opened; undefined when none is. */
  taskId: string | undefined;
  tasks: readonly Task[];
  team: readonly Person[];
  today: string;
  canChange: boolean;
  onClose: () => void;
  onChange: (change: BoardChange, said: string) => void;
}

/** A task as a whole: to be changed by those who may, to be read by the others. */
export function TaskDialog({ session, taskId, tasks, team, today, canChange, onClose, onChange }: TaskDialogProps) {
  const task = tasks.find(({ id }) => id === taskId);
  const where = task === undefined ? {} : { description: `In ${statusLabels[task.status]}` };
  return (
    <Dialog
      isOpen={taskId !== undefined}
      onClose={onClose}
      title={task === undefined ? 'Task' : `Task #${task.number}`}
      {...where}
    >
      {task === undefined ? (
        <EmptyState icon={FileQuestion} title="The task is gone" level={3}>
          Somebody has deleted it.
        </EmptyState>
      ) : canChange ? (
        <EditTaskForm key={task.id} session={session} task={task} team={team} onClose={onClose} onChange={onChange} />
      ) : (
        <TaskFacts task={task} today={today} />
      )}
    </Dialog>
  );
}
