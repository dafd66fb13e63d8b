'use client';

import { TaskStatusEnumValues, type Person, type Task, type TaskStatusEnum } from '@throughline/contracts/backend';
import { Plus } from 'lucide-react';
import { useEffect, useId, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import { browserSession } from '../../lib/browser-session.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { useToast } from '../ui/toaster.tsx';
import { Card } from './card.tsx';
import { Column } from './column.tsx';
import { moveTo, placeOf, type Columns, type Move } from './columns.ts';
import { neighbour } from './keyboard.ts';
import { LiveStatus } from './live-status.tsx';
import { MoveMenu } from './move-menu.tsx';
import { NewTaskForm } from './new-task-form.tsx';
import { statusLabels } from './task-labels.ts';
import { useBoard } from './use-board.ts';
import { useDrops } from './use-drops.ts';
import { useLift } from './use-lift.ts';

export interface BoardProps {
  personId: string;
  gatewayUrl: string;
  projectId: string;
  initialTasks: readonly Task[];
  /** Who can be given a task. */
  team: readonly Person[];
  /** `YYYY-MM-DD` where the person is. */
  today: string;
  canChange: boolean;
  /** Facts about the project, above the columns. */
  children: ReactNode;
}

export function Board({ personId, gatewayUrl, projectId, initialTasks, team, today, canChange, children }: BoardProps) {
  const session = browserSession(personId, gatewayUrl);
  const showToast = useToast();
  const [announcement, setAnnouncement] = useState('');
  const [focusId, setFocusId] = useState<string | undefined>(undefined);
  const [menuId, setMenuId] = useState<string | undefined>(undefined);
  const [newIn, setNewIn] = useState<TaskStatusEnum | undefined>(undefined);
  const board = useRef<HTMLDivElement>(null);
  const ids = useId();

  const state = useBoard({
    session,
    projectId,
    initialTasks,
    onRefused: (move, message, requestId) => {
      const title = state.tasks.find(({ id }) => id === move.taskId)?.title ?? 'The task';
      showToast({ kind: 'error', text: `${title} was not moved. ${message}`, requestId });
    },
  });
  const { columns: settled, pendingMoves, tasks, note } = state;

  function move(wanted: Move, undoTo: Columns | undefined) {
    const before = undoTo === undefined ? undefined : placeOf(undoTo, wanted.taskId);
    state.move(wanted, () => {
      if (undoTo === undefined || before === undefined || before.status === wanted.status) return;
      const back = moveTo(undoTo, wanted.taskId, before.status, before.index);
      showToast({
        kind: 'done',
        text: `Moved to ${statusLabels[wanted.status]}`,
        undo: () => {
          move(back, undefined);
        },
      });
    });
  }

  const { liftedId, columns, lift, press } = useLift({
    tasks,
    pendingMoves,
    columns: settled,
    announce: setAnnouncement,
    onDrop: (wanted) => {
      move(wanted, undefined);
    },
  });
  useDrops(settled, (wanted) => {
    setAnnouncement(`Moved to ${statusLabels[wanted.status]}.`);
    move(wanted, settled);
  });

  const cardOf = (taskId: string) => board.current?.querySelector<HTMLElement>(`[data-task="${taskId}"]`);
  const place = focusId === undefined ? undefined : placeOf(columns, focusId);
  const stopId = place === undefined ? TaskStatusEnumValues.flatMap((status) => columns[status])[0]?.id : focusId;

  // A card that changes its column is a new element, which has to be given the focus of the old one.
  const placeText = place === undefined ? '' : `${place.status} ${place.index}`;
  useEffect(() => {
    if (focusId === undefined || document.activeElement !== document.body) return;
    const card = board.current?.querySelector<HTMLElement>(`[data-task="${focusId}"]`);
    card?.focus();
  }, [focusId, placeText]);

  function openMenu(taskId: string, button: HTMLElement) {
    setMenuId(taskId);
    document.getElementById(`${ids}-menu`)?.showPopover({ source: button });
  }

  function onCardKeyDown(event: KeyboardEvent, taskId: string) {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    if (press(event.key)) {
      event.preventDefault();
      return;
    }
    const next = neighbour(columns, taskId, event.key);
    if (next !== undefined) cardOf(next)?.focus();
    else if (event.key === ' ' && canChange) lift(taskId);
    else if (event.key === 'm' && canChange && event.currentTarget instanceof HTMLElement)
      openMenu(taskId, event.currentTarget);
    else if (!event.key.startsWith('Arrow') && event.key !== ' ') return;
    event.preventDefault();
  }

  return (
    <>
      <div className="flex min-h-12 flex-wrap items-center gap-x-4 gap-y-2 px-4 py-2 md:px-6">
        {children}
        <span className="ml-auto flex items-center gap-4">
          <LiveStatus session={session} />
          {canChange && (
            <Button
              variant="primary"
              onClick={() => {
                setNewIn('todo');
              }}
            >
              <Plus aria-hidden className="size-4" /> New task
            </Button>
          )}
        </span>
      </div>
      <p id={`${ids}-help`} hidden>
        Arrows go from card to card. Space lifts the card, then arrows move it, Space drops it and Escape cancels. M
        opens the menu of moves.
      </p>
      <p role="status" aria-live="assertive" className="sr-only">
        {announcement}
      </p>
      <div
        ref={board}
        className="relative flex min-h-0 flex-1 snap-x snap-mandatory items-stretch gap-3 overflow-x-auto px-4 pb-4 sm:snap-none md:px-6"
      >
        {TaskStatusEnumValues.map((status) => (
          <Column
            key={status}
            status={status}
            count={columns[status].length}
            onAdd={
              canChange
                ? () => {
                    setNewIn(status);
                  }
                : undefined
            }
          >
            {columns[status].map((task) => (
              <Card
                key={task.id}
                task={task}
                today={today}
                isMovable={canChange}
                isLifted={task.id === liftedId}
                isPending={pendingMoves.some(({ taskId }) => taskId === task.id)}
                isStop={task.id === stopId}
                helpId={`${ids}-help`}
                onFocus={() => {
                  setFocusId(task.id);
                }}
                onKeyDown={(event) => {
                  onCardKeyDown(event, task.id);
                }}
                onMenu={(button) => {
                  openMenu(task.id, button);
                }}
              />
            ))}
          </Column>
        ))}
      </div>
      <MoveMenu
        id={`${ids}-menu`}
        task={tasks.find(({ id }) => id === menuId)}
        columns={settled}
        onMove={(wanted) => {
          setAnnouncement(`Moved to ${statusLabels[wanted.status]}.`);
          move(wanted, settled);
        }}
      />
      <Dialog
        isOpen={newIn !== undefined}
        onClose={() => {
          setNewIn(undefined);
        }}
        title="New task"
        description={`It goes to the end of ${statusLabels[newIn ?? 'todo']}.`}
      >
        <NewTaskForm
          session={session}
          projectId={projectId}
          status={newIn ?? 'todo'}
          team={team}
          onCreated={(task) => {
            note({ kind: 'task', task });
            setNewIn(undefined);
            setFocusId(task.id);
            showToast({ kind: 'done', text: `Created #${task.number}` });
          }}
          onCancel={() => {
            setNewIn(undefined);
          }}
        />
      </Dialog>
    </>
  );
}
