'use client';

import type { Edge } from '@atlaskit/pragmatic-drag-and-drop-hitbox/types';
import { useEffect, useEffectEvent } from 'react';
import { moveTo, placeOf, type Columns, type Move } from './columns.ts';
import { connectDragAndDrop } from './connect-drag-and-drop.ts';
import { taskStatuses } from './task-labels.ts';

type TargetData = Record<string | symbol, unknown>;

/** Tells the move that a drop on a card or on a column means. */
export function useDrops(columns: Columns, onDrop: (move: Move) => void): void {
  const drop = useEffectEvent(
    (taskId: string, targets: readonly TargetData[], edgeOf: (target: TargetData) => Edge | null) => {
      const status = taskStatuses.find((known) => targets.some((target) => target['status'] === known));
      if (status === undefined) return;
      const over = targets.find((target) => typeof target['taskId'] === 'string');
      const others = columns[status].filter(({ id }) => id !== taskId);
      const overIndex = others.findIndex(({ id }) => id === over?.['taskId']);
      if (over?.['taskId'] === taskId) return;
      const isBelow = over !== undefined && edgeOf(over) === 'bottom';
      const index = overIndex < 0 ? others.length : overIndex + (isBelow ? 1 : 0);
      const before = placeOf(columns, taskId);
      if (before?.status === status && before.index === index) return;
      onDrop(moveTo(columns, taskId, status, index));
    },
  );

  useEffect(
    () =>
      connectDragAndDrop(({ monitorForElements, extractClosestEdge }) =>
        monitorForElements({
          onDrop: ({ source, location }) => {
            const { taskId } = source.data;
            if (typeof taskId === 'string')
              drop(
                taskId,
                location.current.dropTargets.map(({ data }) => data),
                extractClosestEdge,
              );
          },
        }),
      ),
    [],
  );
}
