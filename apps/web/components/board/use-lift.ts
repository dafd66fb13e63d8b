'use client';

import { useState } from 'react';
import { moveTo, placeOf, withMove, type Columns, type Move } from './columns.ts';
import { movedPlace } from './keyboard.ts';
import { statusLabels } from './task-labels.ts';
import type { Task } from '@throughline/contracts/backend';

interface LiftOptions {
  tasks: readonly Task[];
  /** With the pending moves alone. */
  columns: Columns;
  announce: (text: string) => void;
  onDrop: (move: Move) => void;
}

export interface Lift {
  liftedId: string | undefined;
  /** The board with the lifted card where it is held. */
  columns: Columns;
  lift: (taskId: string) => void;
  /** @returns whether the key meant something to the lifted card */
  press: (key: string) => boolean;
}

/** A card in the hand of the keyboard: nothing is sent before it is dropped. */
export function useLift({ tasks, columns, announce, onDrop }: LiftOptions): Lift {
  const [held, setHeld] = useState<Move | undefined>(undefined);
  const shown = held === undefined ? columns : withMove(columns, held);

  const where = (on: Columns, taskId: string) => {
    const place = placeOf(on, taskId);
    return place === undefined
      ? ''
      : `${statusLabels[place.status]}, position ${place.index + 1} of ${on[place.status].length}`;
  };
  const titleOf = (taskId: string) => tasks.find(({ id }) => id === taskId)?.title ?? 'The task';

  function lift(taskId: string) {
    const place = placeOf(columns, taskId);
    if (place === undefined) return;
    setHeld(moveTo(columns, taskId, place.status, place.index));
    announce(`Lifted ${titleOf(taskId)}. ${where(columns, taskId)}. Arrows move it, Space drops it, Escape cancels.`);
  }

  function press(key: string): boolean {
    if (held === undefined) return false;
    const { taskId } = held;
    if (key === ' ' || key === 'Enter') {
      setHeld(undefined);
      announce(`Dropped ${titleOf(taskId)}. ${where(shown, taskId)}.`);
      const before = placeOf(columns, taskId);
      const after = placeOf(shown, taskId);
      if (before?.status !== after?.status || before?.index !== after?.index) onDrop(held);
      return true;
    }
    if (key === 'Escape' || key === 'Tab') {
      setHeld(undefined);
      announce(`Move cancelled. ${titleOf(taskId)} is back in ${where(columns, taskId)}.`);
      return key === 'Escape';
    }
    const place = movedPlace(shown, taskId, key);
    if (place === undefined) return false;
    const move = moveTo(columns, taskId, place.status, place.index);
    setHeld(move);
    announce(`${where(withMove(columns, move), taskId)}.`);
    return true;
  }

  return { liftedId: held?.taskId, columns: shown, lift, press };
}
