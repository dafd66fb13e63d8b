'use client';

import type { TaskStatusEnum } from '@throughline/contracts/backend';
import { clsx } from 'clsx';
import { Plus } from 'lucide-react';
import { useId, useRef, type ReactNode } from 'react';
import { Button } from '../ui/button.tsx';
import { statusLabels } from './task-labels.ts';
import { useColumnDrop } from './use-column-drop.ts';

interface ColumnProps {
  status: TaskStatusEnum;
  count: number;
  /** Undefined where the person may not add tasks. */
  onAdd: (() => void) | undefined;
  children: ReactNode;
}

const dots: Readonly<Record<TaskStatusEnum, string>> = {
  todo: 'border-2 border-ink-3',
  in_progress: 'bg-progress',
  review: 'bg-note',
  done: 'bg-ok',
};

export function Column({ status, count, onAdd, children }: ColumnProps) {
  const column = useRef<HTMLElement>(null);
  const isOver = useColumnDrop(column, status);
  const id = useId();
  return (
    <section
      ref={column}
      aria-labelledby={id}
      data-column={status}
      className={clsx(
        'flex max-h-full w-[84vw] shrink-0 snap-center flex-col rounded-lg bg-sunken sm:w-72 md:min-w-60 md:flex-1 md:shrink',
        isOver && 'outline-2 -outline-offset-2 outline-ring',
      )}
    >
      <div className="flex h-10 shrink-0 items-center gap-2 pr-2 pl-3">
        <span aria-hidden className={clsx('size-2 rounded-full', dots[status])} />
        <h2 id={id} className="text-sm">
          {statusLabels[status]}
        </h2>
        <span className="text-sm text-ink-3">
          {count}
          <span className="sr-only"> tasks</span>
        </span>
        {onAdd !== undefined && (
          <Button
            variant="quiet"
            size="small"
            aria-label={`Add a task to ${statusLabels[status]}`}
            onClick={onAdd}
            className="ml-auto"
          >
            <Plus aria-hidden className="size-4" />
          </Button>
        )}
      </div>
      <ol className="relative flex min-h-20 flex-1 flex-col gap-2 overflow-y-auto px-2 pt-0.5 pb-2">{children}</ol>
    </section>
  );
}
