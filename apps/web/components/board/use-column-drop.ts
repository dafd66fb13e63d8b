'use client';

import { dropTargetForElements } from '@atlaskit/pragmatic-drag-and-drop/adapter/element-adapter';
import type { TaskStatusEnum } from '@throughline/contracts/backend';
import { useEffect, useState, type RefObject } from 'react';

/** @returns whether a card is held over the column */
export function useColumnDrop(column: RefObject<HTMLElement | null>, status: TaskStatusEnum): boolean {
  const [isOver, setIsOver] = useState(false);

  useEffect(() => {
    const element = column.current;
    if (element === null) return;
    return dropTargetForElements({
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
    });
  }, [column, status]);

  return isOver;
}
