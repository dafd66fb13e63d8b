'use client';

import type { Task } from '@throughline/contracts/backend';
import { clsx } from 'clsx';
import { Ellipsis } from 'lucide-react';
import { useRef, type KeyboardEvent } from 'react';
import { Avatar } from '../ui/avatar.tsx';
import { Button } from '../ui/button.tsx';
import { DueDay } from './due-day.tsx';
import { Priority } from './priority.tsx';
import { useCardDrag } from './use-card-drag.ts';

interface CardProps {
  task: Task;
  today: string;
  isMovable: boolean;
  isLifted: boolean;
  /** Whether a move of it is not yet answered. */
  isPending: boolean;
  /** Whether it is the board's stop for the Tab key. */
  isStop: boolean;
  helpId: string;
  onFocus: () => void;
  onKeyDown: (event: KeyboardEvent) => void;
  onOpen: () => void;
  onMenu: (button: HTMLElement) => void;
}

export function Card({
  task,
  today,
  isMovable,
  isLifted,
  isPending,
  isStop,
  helpId,
  onFocus,
  onKeyDown,
  onOpen,
  onMenu,
}: CardProps) {
  const item = useRef<HTMLLIElement>(null);
  const { isDragged, edge } = useCardDrag(item, task.id, isMovable);
  return (
    <li
      ref={item}
      className={clsx(
        'group relative rounded-md',
        isDragged && 'opacity-40',
        edge !== null &&
          'before:absolute before:inset-x-0 before:z-10 before:h-0.5 before:rounded-full before:bg-accent',
        edge === 'top' && 'before:-top-[5px]',
        edge === 'bottom' && 'before:-bottom-[5px]',
      )}
    >
      <div
        role="button"
        tabIndex={isStop ? 0 : -1}
        data-task={task.id}
        aria-pressed={isMovable ? isLifted : undefined}
        aria-roledescription="card"
        aria-describedby={helpId}
        onFocus={onFocus}
        onKeyDown={onKeyDown}
        onClick={onOpen}
        className={clsx(
          'block rounded-md border bg-surface p-3 shadow-card transition-colors duration-100 select-none',
          'focus-visible:rounded-md focus-visible:outline-offset-0',
          isMovable && 'cursor-grab active:cursor-grabbing',
          isLifted && 'border-accent bg-accent-soft shadow-pop',
          isPending && !isLifted && 'border-dashed border-line-strong',
        )}
      >
        <span className="flex h-5 items-center gap-2 pr-6 text-xs text-ink-3">
          <span>#{task.number}</span>
          <Priority priority={task.priority} />
        </span>
        <span className="mt-0.5 block text-sm font-medium break-words">{task.title}</span>
        {(task.due_date !== null || task.assignee !== null) && (
          <span className="mt-2 flex h-6 items-center gap-2 text-xs text-ink-2">
            {task.due_date !== null && <DueDay day={task.due_date} today={today} isDone={task.status === 'done'} />}
            {task.assignee !== null && (
              <span className="ml-auto">
                <Avatar id={task.assignee.id} name={task.assignee.display_name} />
              </span>
            )}
          </span>
        )}
      </div>
      {isMovable && (
        <Button
          variant="quiet"
          size="small"
          tabIndex={-1}
          aria-haspopup="menu"
          aria-label={`Move ${task.title}`}
          onClick={(event) => {
            onMenu(event.currentTarget);
          }}
          className="absolute! top-2 right-2 opacity-0 group-focus-within:opacity-100 group-hover:opacity-100 pointer-coarse:opacity-100"
        >
          <Ellipsis aria-hidden className="size-4" />
        </Button>
      )}
    </li>
  );
}
