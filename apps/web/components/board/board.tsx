'use client';

import type { Person, Task, TaskStatusEnum } from '@throughline/contracts/backend';
import { Plus } from 'lucide-react';
import type { RealtimeStatus } from '@throughline/sdk/realtime';
import {
  useCallback,
  useEffect,
  useId,
  useRef,
  useState,
  useTransition,
  type KeyboardEvent,
  type ReactNode,
} from 'react';
import { loadSession } from '../../lib/load-session.ts';
import { useNewKey } from '../shortcuts/use-new-key.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { useToast } from '../ui/toaster.tsx';
import { Card } from './card.tsx';
import { Column } from './column.tsx';
import { moveTo, placeOf, type Columns, type Move } from './columns.ts';
import { neighbour } from './keyboard.ts';
import { BoardEvents, NewTaskForm } from './later-parts.ts';
import { LiveStatus } from './live-status.tsx';
import { MoveMenu } from './move-menu.tsx';
import { TaskDialog } from './task-dialog.tsx';
import { statusLabels, taskStatuses } from './task-labels.ts';
import { useBoard } from './use-board.ts';
import { useDrops } from './use-drops.ts';
import { useLift } from './use-lift.ts';

export interface BoardProps {
  personId: string;
  /** Where browsers reach the gateway. */
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

export function Board(props: BoardProps) {
  const { personId, gatewayUrl, projectId, initialTasks, team, today, canChange, children } = props;
  const showToast = useToast();
  const [announcement, setAnnouncement] = useState('');
  const [focusId, setFocusId] = useState<string | undefined>(undefined);
  const [menuId, setMenuId] = useState<string | undefined>(undefined);
  const [newIn, setNewIn] = useState<TaskStatusEnum | undefined>(undefined);
  const [openId, setOpenId] = useState<string | undefined>(undefined);
  const [liveStatus, setLiveStatus] = useState<RealtimeStatus>('idle');
  const [isOpening, startOpening] = useTransition();
  const board = useRef<HTMLDivElement>(null);
  const ids = useId();

  const session = useCallback(() => loadSession(personId, gatewayUrl), [personId, gatewayUrl]);
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

  function openNew(column: TaskStatusEnum) {
    startOpening(() => {
      setNewIn(column);
    });
  }
  function open(taskId: string) {
    startOpening(() => {
      setOpenId(taskId);
    });
  }
  const newKey = useNewKey(canChange, () => {
    openNew('todo');
  });

  const cardOf = (taskId: string) => board.current?.querySelector<HTMLElement>(`[data-task="${taskId}"]`);
  const place = focusId === undefined ? undefined : placeOf(columns, focusId);
  const stopId = place === undefined ? taskStatuses.flatMap((status) => columns[status])[0]?.id : focusId;

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
    else if (event.key === 'Enter') open(taskId);
    else if (event.key === ' ' && canChange) lift(taskId);
    else if (event.key === 'm' && canChange && event.currentTarget instanceof HTMLElement)
      openMenu(taskId, event.currentTarget);
    else if (!event.key.startsWith('Arrow') && event.key !== ' ') return;
    event.preventDefault();
  }

  return (
    <>
      <BoardEvents
        personId={personId}
        gatewayUrl={gatewayUrl}
        projectId={projectId}
        onEvent={state.hear}
        onReset={state.readAgain}
        onStatus={setLiveStatus}
      />
      <div className="flex min-h-12 flex-wrap items-center gap-x-4 gap-y-2 px-4 py-2 md:px-6">
        {children}
        <span className="ml-auto flex items-center gap-4">
          <LiveStatus status={liveStatus} />
          {canChange && (
            <Button
              variant="primary"
              aria-keyshortcuts={newKey}
              onClick={() => {
                openNew('todo');
              }}
            >
              <Plus aria-hidden className="size-4" /> New task
            </Button>
          )}
        </span>
      </div>
      <p id={`${ids}-help`} hidden>
        Arrows go from card to card. Enter opens the card.
        {canChange &&
          ' Space lifts it, then arrows move it, Space drops it and Escape cancels. M opens the menu of moves.'}
      </p>
      <p role="status" aria-live="assertive" className="sr-only">
        {announcement}
      </p>
      <div
        ref={board}
        aria-busy={isOpening}
        className="relative flex min-h-0 flex-1 snap-x snap-mandatory items-stretch gap-3 overflow-x-auto px-4 pb-4 sm:snap-none md:px-6"
      >
        {taskStatuses.map((status) => (
          <Column
            key={status}
            status={status}
            count={columns[status].length}
            onAdd={
              canChange
                ? () => {
                    openNew(status);
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
                onOpen={() => {
                  open(task.id);
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
      <TaskDialog
        session={session}
        taskId={openId}
        tasks={tasks}
        team={team}
        today={today}
        canChange={canChange}
        onClose={() => {
          setOpenId(undefined);
        }}
        onChange={(change, said) => {
          note(change);
          setOpenId(undefined);
          showToast({ kind: 'done', text: said });
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
