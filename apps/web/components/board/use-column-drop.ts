'use client';

import type { TaskStatusEnum } from '@throughline/contracts/backend';
import { useEffect, useState, type RefObject } from 'react';
import { connectDragAndDrop } from './connect-drag-and-drop.ts';

/** @returns whether a card is held over the column */
export function useColumnDrop(column: RefObject<HTMLElement | null>, status: TaskStatusEnum): boolean {
  const [isOver, setIsOver] = useState(false);

  useEffect(() => {
    const element = column.current;
    if (element === null) return;
    return connectDragAndDrop(({ dropTargetForElements }) =>
      dropTargetForElements({
        element,
        getData: () => ({ status }),
        onDragEnter: () => {
          setIsOver(true);
        },
        onDragLeave: () => {
          setIsOver(false);
        },
        onDrop: () => {
          setIsOver(false);
        },
      }),
    );
  }, [column, status]);

  return isOver;
}
