'use client';

import type { Task } from '@throughline/contracts/backend';
import { isSdkError } from '@throughline/sdk';
import { useMutation, useMutationState, useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useEffectEvent, useMemo, useRef } from 'react';
import { allPages } from '../../lib/all-pages.ts';
import type { BrowserSession } from '../../lib/browser-session.ts';
import { changeOf, mergeRead, withChange, type BoardChange } from './board-changes.ts';
import { columnsOf, type Columns, type Move } from './columns.ts';

interface BoardOptions {
  session: BrowserSession;
  projectId: string;
  initialTasks: readonly Task[];
  onRefused: (move: Move, message: string, requestId: string | undefined) => void;
}

export interface BoardState {
  tasks: readonly Task[];
  /** With the moves that are under way. */
  columns: Columns;
  pendingMoves: readonly Move[];
  move: (move: Move, onMoved: () => void) => void;
  /** Takes in what an answer told. */
  note: (change: BoardChange) => void;
}

/**
 * A board that is the same for everybody who looks at it. A move shows at once; when it is refused it is no longer applied,
 * and the board is as before. Moves go out one after the other, and wait while there is no network.
 */
export function useBoard({ session, projectId, initialTasks, onRefused }: BoardOptions): BoardState {
  const queryClient = useQueryClient();
  const key = useMemo(() => ['board', projectId], [projectId]);
  const moveKey = useMemo(() => [...key, 'move'], [key]);
  const sinceReading = useRef<BoardChange[]>([]);

  const { data: tasks } = useQuery<readonly Task[]>({
    queryKey: key,
    queryFn: async ({ signal }) => {
      sinceReading.current = [];
      const read = await allPages((query) =>
        session.api.projects.listTasks({ params: { project_id: projectId }, query, signal }),
      );
      return mergeRead(read, sinceReading.current);
    },
    initialData: initialTasks,
    staleTime: Infinity,
    structuralSharing: false,
  });

  const note = useCallback(
    (change: BoardChange) => {
      sinceReading.current.push(change);
      queryClient.setQueryData<readonly Task[]>(key, (known = []) => withChange(known, change));
    },
    [queryClient, key],
  );

  const { mutate } = useMutation({
    mutationKey: moveKey,
    scope: { id: projectId },
    mutationFn: ({ taskId, status, afterId }: Move) =>
      session.api.projects.moveTask({
        params: { project_id: projectId, task_id: taskId },
        body: { status, after_id: afterId },
      }),
    onSuccess: (task) => {
      note({ kind: 'task', task });
    },
    onError: (error, move) => {
      if (!isSdkError(error)) throw error;
      onRefused(move, error.message, error.category === 'server' ? error.call.requestId : undefined);
    },
  });

  const variables = useMutationState({
    filters: { mutationKey: moveKey, status: 'pending' },
    select: ({ state }) => state.variables,
  });
  const pendingMoves = useMemo(() => variables.filter(isMove), [variables]);

  const readAgain = useEffectEvent(() => void queryClient.invalidateQueries({ queryKey: key, exact: true }));
  const onChange = useEffectEvent(note);
  useEffect(
    () =>
      session.realtime.subscribe({
        topic: `project_${projectId}`,
        onEvent: (event) => {
          const change = changeOf(event);
          if (change !== undefined) onChange(change);
        },
        onReset: () => {
          readAgain();
        },
      }),
    [session, projectId],
  );

  const columns = useMemo(() => columnsOf(tasks, pendingMoves), [tasks, pendingMoves]);
  const move = useCallback(
    (wanted: Move, onMoved: () => void) => {
      mutate(wanted, { onSuccess: onMoved });
    },
    [mutate],
  );
  return { tasks, columns, pendingMoves, move, note };
}

/** The memory of mutations knows no types; under this key it holds moves alone. */
function isMove(value: unknown): value is Move {
  return typeof value === 'object' && value !== null && 'taskId' in value;
}
