/** What a board shows or does only after the first paint, to be loaded in one piece. */
export { BoardEvents } from './board-events.tsx';
export { EditTaskForm } from './edit-task-form.tsx';
export { NewTaskForm } from './new-task-form.tsx';
