'use client';

import type { Person, Task, TaskStatusEnum } from '@throughline/contracts/backend';
import { useActionState, useState } from 'react';
import type { BrowserSession } from '../../lib/browser-session.ts';
import { required } from '../../lib/form-checks.ts';
import { untouched, type FormState } from '../../lib/form-state.ts';
import { formValues } from '../../lib/form-values.ts';
import { refusal } from '../../lib/refusal.ts';
import { Button } from '../ui/button.tsx';
import { DialogActions } from '../ui/dialog-actions.tsx';
import { Form } from '../ui/form.tsx';
import { SubmitButton } from '../ui/submit-button.tsx';
import { taskBody, taskFieldNames } from './task-body.ts';
import { TaskFields } from './task-fields.tsx';

interface NewTaskFormProps {
  session: () => Promise<BrowserSession>;
  projectId: string;
  status: TaskStatusEnum;
  team: readonly Person[];
  onCreated: (task: Task) => void;
  onCancel: () => void;
}

export function NewTaskForm({ session, projectId, status, team, onCreated, onCancel }: NewTaskFormProps) {
  // The same for every attempt to send this form, so that a lost answer does not make a second task.
  const [idempotencyKey] = useState(() => crypto.randomUUID());
  const [state, action] = useActionState(create, untouched);

  async function create(_: FormState, data: FormData): Promise<FormState> {
    const sent = formValues(data, taskFieldNames);
    const fields = required({ title: sent.title }, { title: 'Write what is to be done.' });
    if (fields !== undefined)
      return { status: 'refused', values: sent, fields, message: undefined, requestId: undefined };
    const body = { ...taskBody(sent), status };
    try {
      const { api } = await session();
      onCreated(await api.projects.createTask({ params: { project_id: projectId }, body, idempotencyKey }));
      return { status: 'done', values: {} };
    } catch (error) {
      return refusal(error, sent, taskFieldNames);
    }
  }

  return (
    <Form action={action} state={state}>
      <TaskFields form="new-task" state={state} initial={{ priority: 'normal' }} team={team} />
      <DialogActions>
        <Button variant="quiet" onClick={onCancel}>
          Cancel
        </Button>
        <SubmitButton>Create task</SubmitButton>
      </DialogActions>
    </Form>
  );
}
