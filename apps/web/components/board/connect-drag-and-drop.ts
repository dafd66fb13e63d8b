import { loadLater } from '../../lib/load-later.ts';
import type * as parts from './drag-and-drop.ts';

type DragAndDrop = typeof parts;

/** One for all cards and columns: what is a target is one from the moment on at which the cards can be dragged. */
let loading: Promise<DragAndDrop> | undefined;

/**
 * Connects something to drag and drop, whose code comes after the page; until then there are the keyboard and the menu.
 * @param connect returns what ends it
 * @returns what ends it, also before it has begun
 */
export function connectDragAndDrop(connect: (dragAndDrop: DragAndDrop) => () => void): () => void {
  let end: (() => void) | undefined;
  let isOver = false;
  void load().then((dragAndDrop) => {
    if (!isOver) end = connect(dragAndDrop);
  });
  return () => {
    isOver = true;
    end?.();
  };
}

function load(): Promise<DragAndDrop> {
  loading ??= loadLater(() => import('./drag-and-drop.ts')).catch((error: unknown) => {
    loading = undefined;
    throw error;
  });
  return loading;
}
