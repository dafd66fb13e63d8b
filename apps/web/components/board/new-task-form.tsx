'use client';

import { TaskPriorityEnumValues, type Person, type Task, type TaskStatusEnum } from '@throughline/contracts/backend';
import { useActionState, useState } from 'react';
import type { BrowserSession } from '../../lib/browser-session.ts';
import { required } from '../../lib/form-checks.ts';
import { fieldErrors, untouched, type FormState } from '../../lib/form-state.ts';
import { formValues } from '../../lib/form-values.ts';
import { refusal } from '../../lib/refusal.ts';
import { Button } from '../ui/button.tsx';
import { DialogActions } from '../ui/dialog-actions.tsx';
import { Field } from '../ui/field.tsx';
import { Form } from '../ui/form.tsx';
import { Input } from '../ui/input.tsx';
import { Select } from '../ui/select.tsx';
import { SubmitButton } from '../ui/submit-button.tsx';
import { priorityLabels } from './task-labels.ts';

interface NewTaskFormProps {
  session: BrowserSession;
  projectId: string;
  status: TaskStatusEnum;
  team: readonly Person[];
  onCreated: (task: Task) => void;
  onCancel: () => void;
}

const shown = ['title', 'priority', 'due_date', 'assignee_id'] as const;

export function NewTaskForm({ session, projectId, status, team, onCreated, onCancel }: NewTaskFormProps) {
  // The same for every attempt to send this form, so that a lost answer does not make a second task.
  const [idempotencyKey] = useState(() => crypto.randomUUID());
  const [state, action] = useActionState(create, untouched);
  const { values } = state;
  const field = (name: string) => ({ form: 'new-task', name, errors: fieldErrors(state, name) });

  async function create(_: FormState, data: FormData): Promise<FormState> {
    const sent = formValues(data, shown);
    const fields = required({ title: sent.title }, { title: 'Write what is to be done.' });
    if (fields !== undefined)
      return { status: 'refused', values: sent, fields, message: undefined, requestId: undefined };
    const body = {
      title: sent.title,
      status,
      priority: TaskPriorityEnumValues.find((known) => known === sent.priority),
      due_date: sent.due_date === '' ? null : sent.due_date,
      assignee_id: sent.assignee_id === '' ? null : sent.assignee_id,
    };
    try {
      onCreated(await session.api.projects.createTask({ params: { project_id: projectId }, body, idempotencyKey }));
      return { status: 'done', values: {} };
    } catch (error) {
      return refusal(error, sent, shown);
    }
  }

  return (
    <Form action={action} state={state}>
      <Field {...field('title')} label="Title">
        {(control) => (
          <Input {...control} autoFocus autoComplete="off" maxLength={200} defaultValue={values['title']} />
        )}
      </Field>
      <div className="grid grid-cols-1 gap-4 sm:grid-cols-2">
        <Field {...field('priority')} label="Priority">
          {(control) => (
            <Select key={values['priority']} {...control} defaultValue={values['priority'] ?? 'normal'}>
              {TaskPriorityEnumValues.map((priority) => (
                <option key={priority} value={priority}>
                  {priorityLabels[priority]}
                </option>
              ))}
            </Select>
          )}
        </Field>
        <Field {...field('due_date')} label="Due" isOptional>
          {(control) => <Input {...control} type="date" defaultValue={values['due_date']} />}
        </Field>
      </div>
      <Field {...field('assignee_id')} label="Assignee" isOptional>
        {(control) => (
          <Select key={values['assignee_id']} {...control} defaultValue={values['assignee_id']}>
            <option value="">Nobody yet</option>
            {team.map(({ id, display_name }) => (
              <option key={id} value={id}>
                {display_name}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <DialogActions>
        <Button variant="quiet" onClick={onCancel}>
          Cancel
        </Button>
        <SubmitButton>Create task</SubmitButton>
      </DialogActions>
    </Form>
  );
}
