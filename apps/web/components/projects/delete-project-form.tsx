'use client';

import type { Project } from '@throughline/contracts/backend';
import { useActionState } from 'react';
import { untouched } from '../../lib/form-state.ts';
import { Button } from '../ui/button.tsx';
import { DialogActions } from '../ui/dialog-actions.tsx';
import { Form } from '../ui/form.tsx';
import { SubmitButton } from '../ui/submit-button.tsx';
import { deleteProject } from './project-actions.ts';

export function DeleteProjectForm({ project, onCancel }: { project: Project; onCancel: () => void }) {
  const [state, action] = useActionState(deleteProject, untouched);
  return (
    <Form action={action} state={state}>
      <input type="hidden" name="project_id" value={project.id} />
      <input type="hidden" name="version" value={project.version} />
      <DialogActions>
        <Button variant="quiet" onClick={onCancel}>
          Cancel
        </Button>
        <SubmitButton variant="danger">Delete project</SubmitButton>
      </DialogActions>
    </Form>
  );
}
