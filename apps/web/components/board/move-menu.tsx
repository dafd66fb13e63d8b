'use client';

import type { Task } from '@throughline/contracts/backend';
import { ArrowDown, ArrowDownToLine, ArrowRight, ArrowUp, ArrowUpToLine } from 'lucide-react';
import { Menu } from '../ui/menu.tsx';
import { MenuGroup } from '../ui/menu-group.tsx';
import { MenuItem } from '../ui/menu-item.tsx';
import { moveTo, placeOf, type Columns, type Move } from './columns.ts';
import { statusLabels, taskStatuses } from './task-labels.ts';

interface MoveMenuProps {
  id: string;
  /** The task that it was opened for. */
  task: Task | undefined;
  columns: Columns;
  onMove: (move: Move) => void;
}

/** Every move that a drag can do, for those who do not drag. */
export function MoveMenu({ id, task, columns, onMove }: MoveMenuProps) {
  const place = task === undefined ? undefined : placeOf(columns, task.id);
  if (task === undefined || place === undefined)
    return (
      <Menu id={id} label="Move">
        {null}
      </Menu>
    );
  const last = columns[place.status].length - 1;
  const within = [
    { label: 'Up', icon: ArrowUp, index: place.index - 1, isPossible: place.index > 0 },
    { label: 'Down', icon: ArrowDown, index: place.index + 1, isPossible: place.index < last },
    { label: 'To the top', icon: ArrowUpToLine, index: 0, isPossible: place.index > 0 },
    { label: 'To the bottom', icon: ArrowDownToLine, index: last, isPossible: place.index < last },
  ].filter(({ isPossible }) => isPossible);
  return (
    <Menu id={id} label={`Move ${task.title}`}>
      <MenuGroup label="To column">
        {taskStatuses
          .filter((status) => status !== place.status)
          .map((status) => (
            <MenuItem
              key={status}
              icon={ArrowRight}
              onClick={() => {
                onMove({ taskId: task.id, status, afterId: null });
              }}
            >
              {statusLabels[status]}
            </MenuItem>
          ))}
      </MenuGroup>
      {within.length > 0 && (
        <MenuGroup label={`In ${statusLabels[place.status]}`}>
          {within.map(({ label, icon, index }) => (
            <MenuItem
              key={label}
              icon={icon}
              onClick={() => {
                onMove(moveTo(columns, task.id, place.status, index));
              }}
            >
              {label}
            </MenuItem>
          ))}
        </MenuGroup>
      )}
    </Menu>
  );
}
