'use client';

import type { Project } from '@throughline/contracts/backend';
import { useActionState, useEffect, useEffectEvent } from 'react';
import { untouched } from '../../lib/form-state.ts';
import { Button } from '../ui/button.tsx';
import { DialogActions } from '../ui/dialog-actions.tsx';
import { Form } from '../ui/form.tsx';
import { SubmitButton } from '../ui/submit-button.tsx';
import { updateProject } from './project-actions.ts';
import { ProjectFields } from './project-fields.tsx';

/** A change is meant for the version that the page shows: one that was made meanwhile is told, and sent over the next time. */
export function EditProjectForm({ project, onDone }: { project: Project; onDone: () => void }) {
  const [state, action] = useActionState(updateProject, untouched);
  const done = useEffectEvent(onDone);
  useEffect(() => {
    if (state.status === 'done') done();
  }, [state]);
  const { title, description, due_date } = project;
  return (
    <Form action={action} state={state}>
      <input type="hidden" name="project_id" value={project.id} />
      <input type="hidden" name="version" value={project.version} />
      <ProjectFields form="edit-project" state={state} initial={{ title, description, due_date: due_date ?? '' }} />
      <DialogActions>
        <Button variant="quiet" onClick={onDone}>
          Cancel
        </Button>
        <SubmitButton>Save changes</SubmitButton>
      </DialogActions>
    </Form>
  );
}
