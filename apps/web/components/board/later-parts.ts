'use client';

import dynamic from 'next/dynamic';
import { lazy } from 'react';
import { loadLater } from '../../lib/load-later.ts';

const parts = () => loadLater(() => import('./board-parts.ts'));

/** Begins to load as soon as the board is alive, and the forms with it. */
export const BoardEvents = dynamic(() => parts().then(({ BoardEvents: component }) => component), { ssr: false });

// To be shown in a transition, which waits for them: a dialog opens with its form in it, and gives it the focus.
export const EditTaskForm = lazy(() => parts().then(({ EditTaskForm: component }) => ({ default: component })));
export const NewTaskForm = lazy(() => parts().then(({ NewTaskForm: component }) => ({ default: component })));
