/** What the menu of a project opens, to be loaded in one piece. */
export { DeleteProjectForm } from './delete-project-form.tsx';
export { EditProjectForm } from './edit-project-form.tsx';
