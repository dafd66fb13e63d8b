'use client';

import { useActionState, useState } from 'react';
import { untouched } from '../../lib/form-state.ts';
import { Button } from '../ui/button.tsx';
import { DialogActions } from '../ui/dialog-actions.tsx';
import { Form } from '../ui/form.tsx';
import { SubmitButton } from '../ui/submit-button.tsx';
import { createProject } from './create-project.ts';
import { ProjectFields } from './project-fields.tsx';

export function NewProjectForm({ onCancel }: { onCancel: () => void }) {
  // The same for every attempt to send this form, so that a lost answer does not make a second project.
  const [idempotencyKey] = useState(() => crypto.randomUUID());
  const [state, action] = useActionState(createProject, untouched);
  return (
    <Form action={action} state={state}>
      <input type="hidden" name="idempotency_key" value={idempotencyKey} />
      <ProjectFields form="new-project" state={state} />
      <DialogActions>
        <Button variant="quiet" onClick={onCancel}>
          Cancel
        </Button>
        <SubmitButton>Create project</SubmitButton>
      </DialogActions>
    </Form>
  );
}
