'use client';

import type { Edge } from '@atlaskit/pragmatic-drag-and-drop-hitbox/types';
import { useEffect, useState, type RefObject } from 'react';
import { connectDragAndDrop } from './connect-drag-and-drop.ts';

interface CardDrag {
  isDragged: boolean;
  /** Where a card that is held over this one would go. */
  edge: Edge | null;
}

/** Lets a card be dragged by mouse, pen or touch, and shows where another one would be dropped. */
export function useCardDrag(card: RefObject<HTMLElement | null>, taskId: string, isMovable: boolean): CardDrag {
  const [isDragged, setIsDragged] = useState(false);
  const [edge, setEdge] = useState<Edge | null>(null);

  useEffect(() => {
    const element = card.current;
    if (element === null || !isMovable) return;
    return connectDragAndDrop(({ draggable, dropTargetForElements, attachClosestEdge, extractClosestEdge }) => {
      const endDrag = draggable({
        element,
        getInitialData: () => ({ taskId }),
        onDragStart: () => {
          setIsDragged(true);
        },
        onDrop: () => {
          setIsDragged(false);
        },
      });
      const endTarget = dropTargetForElements({
        element,
        getData: ({ input }) => attachClosestEdge({ taskId }, { element, input, allowedEdges: ['top', 'bottom'] }),
        onDrag: ({ self, source }) => {
          setEdge(source.data['taskId'] === taskId ? null : extractClosestEdge(self.data));
        },
        onDragLeave: () => {
          setEdge(null);
        },
        onDrop: () => {
          setEdge(null);
        },
      });
      return () => {
        endDrag();
        endTarget();
      };
    });
  }, [card, taskId, isMovable]);

  return { isDragged, edge };
}
