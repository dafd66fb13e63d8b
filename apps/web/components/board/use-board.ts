'use client';

import type { AnyEvent, Task } from '@throughline/contracts/backend';
import { isSdkError } from '@throughline/sdk';
import { queryKey, retry, retryDelay } from '@throughline/sdk/query';
import { useOptimisticMutation } from '@throughline/sdk/react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useCallback, useMemo, useRef } from 'react';
import { allPages } from '../../lib/all-pages.ts';
import type { BrowserSession } from '../../lib/browser-session.ts';
import { changeOf, mergeRead, withChange, type BoardChange } from './board-changes.ts';
import { columnsOf, withMove, type Columns, type Move } from './columns.ts';

interface BoardOptions {
  session: () => Promise<BrowserSession>;
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
  /** Takes in what somebody did with the project. */
  hear: (event: AnyEvent) => void;
  readAgain: () => void;
}

/**
 * A board that is the same for everybody who looks at it. A move shows at once; when it is refused it is no longer applied,
 * and the board is as before. Moves go out one after the other, and wait while there is no network.
 */
export function useBoard({ session, projectId, initialTasks, onRefused }: BoardOptions): BoardState {
  const router = useRouter();
  const queryClient = useQueryClient();
  const params = useMemo(() => ({ project_id: projectId }), [projectId]);
  const key = useMemo(() => queryKey('projects', 'listTasks', { params }), [params]);
  const sinceReading = useRef<BoardChange[]>([]);

  const { data: tasks } = useQuery<readonly Task[]>({
    queryKey: key,
    queryFn: async ({ signal }) => {
      const { api } = await session();
      sinceReading.current = [];
      const read = await allPages((query) => api.projects.listTasks({ params, query, signal }));
      return mergeRead(read, sinceReading.current);
    },
    initialData: initialTasks,
    staleTime: Infinity,
    retry,
    retryDelay,
    structuralSharing: false,
  });

  const note = useCallback(
    (change: BoardChange) => {
      sinceReading.current.push(change);
      queryClient.setQueryData<readonly Task[]>(key, (known = []) => withChange(known, change));
    },
    [queryClient, key],
  );

  const known = useMemo(() => columnsOf(tasks, []), [tasks]);
  const {
    data: columns,
    pending: pendingMoves,
    mutate,
  } = useOptimisticMutation({
    mutationKey: [...queryKey('projects', 'moveTask'), projectId],
    scope: { id: projectId },
    data: known,
    isArguments: isMove,
    apply: withMove,
    mutationFn: async ({ taskId, status, afterId }: Move) => {
      const { api } = await session();
      return api.projects.moveTask({ params: { ...params, task_id: taskId }, body: { status, after_id: afterId } });
    },
    onSuccess: (task) => {
      note({ kind: 'task', task });
    },
    onError: (error, move) => {
      if (!isSdkError(error)) {
        onRefused(move, 'This page is broken. Load it again.', undefined);
        throw error;
      }
      onRefused(move, error.message, error.category === 'server' ? error.call.requestId : undefined);
    },
  });

  function hear(event: AnyEvent) {
    const change = changeOf(event);
    if (change !== undefined) note(change);
    // The project itself, or its team, which the server renders.
    else router.refresh();
  }
  const readAgain = () => void queryClient.invalidateQueries({ queryKey: key, exact: true });

  const move = useCallback(
    (wanted: Move, onMoved: () => void) => {
      mutate(wanted, { onSuccess: onMoved });
    },
    [mutate],
  );
  return { tasks, columns, pendingMoves, move, note, hear, readAgain };
}

function isMove(value: unknown): value is Move {
  return typeof value === 'object' && value !== null && 'taskId' in value;
}
