'use client';

import { useActionState, useState } from 'react';
import { fieldErrors, untouched } from '../../lib/form-state.ts';
import { Button } from '../ui/button.tsx';
import { DialogActions } from '../ui/dialog-actions.tsx';
import { Field } from '../ui/field.tsx';
import { Form } from '../ui/form.tsx';
import { Input } from '../ui/input.tsx';
import { SubmitButton } from '../ui/submit-button.tsx';
import { TextArea } from '../ui/text-area.tsx';
import { createProject } from './create-project.ts';

export function NewProjectForm({ onCancel }: { onCancel: () => void }) {
  // The same for every attempt to send this form, so that a lost answer does not make a second project.
  const [idempotencyKey] = useState(() => crypto.randomUUID());
  const [state, action] = useActionState(createProject, untouched);
  const { values } = state;
  const field = (name: string) => ({ form: 'new-project', name, errors: fieldErrors(state, name) });
  return (
    <Form action={action} state={state}>
      <input type="hidden" name="idempotency_key" value={idempotencyKey} />
      <Field {...field('title')} label="Title">
        {(control) => (
          <Input {...control} autoFocus autoComplete="off" maxLength={200} defaultValue={values['title']} />
        )}
      </Field>
      <Field {...field('description')} label="Description" isOptional>
        {(control) => <TextArea {...control} maxLength={20_000} defaultValue={values['description']} />}
      </Field>
      <Field {...field('due_date')} label="Due" isOptional>
        {(control) => <Input {...control} type="date" defaultValue={values['due_date']} />}
      </Field>
      <DialogActions>
        <Button variant="quiet" onClick={onCancel}>
          Cancel
        </Button>
        <SubmitButton>Create project</SubmitButton>
      </DialogActions>
    </Form>
  );
}
