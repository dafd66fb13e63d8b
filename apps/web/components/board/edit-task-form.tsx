'use client';

import type { Person, Task } from '@throughline/contracts/backend';
import { Trash2 } from 'lucide-react';
import { useActionState, useRef, useState } from 'react';
import type { BrowserSession } from '../../lib/browser-session.ts';
import { required } from '../../lib/form-checks.ts';
import { untouched, type FormState } from '../../lib/form-state.ts';
import { formValues } from '../../lib/form-values.ts';
import { refusal } from '../../lib/refusal.ts';
import { Button } from '../ui/button.tsx';
import { DialogActions } from '../ui/dialog-actions.tsx';
import { Field } from '../ui/field.tsx';
import { Form } from '../ui/form.tsx';
import { SubmitButton } from '../ui/submit-button.tsx';
import { TextArea } from '../ui/text-area.tsx';
import type { BoardChange } from './board-changes.ts';
import { taskBody, taskFieldNames } from './task-body.ts';
import { TaskFields } from './task-fields.tsx';

interface EditTaskFormProps {
  session: () => Promise<BrowserSession>;
  task: Task;
  team: readonly Person[];
  onClose: () => void;
  onChange: (change: BoardChange, said: string) => void;
}

const shown = [...taskFieldNames, 'description'] as const;

/**
 * A change is meant for the version that the person saw when the form opened: one that somebody made meanwhile is told, and
 * the next sending is meant for that. The fields stay as they were typed, whatever arrives.
 */
export function EditTaskForm({ session, task, team, onClose, onChange }: EditTaskFormProps) {
  const [opened] = useState(task);
  const version = useRef(task.version);
  const [isDeleting, setIsDeleting] = useState(false);
  const [state, action] = useActionState(isDeleting ? remove : save, untouched);
  const params = { project_id: task.project_id, task_id: task.id };

  async function save(_: FormState, data: FormData): Promise<FormState> {
    const sent = formValues(data, shown);
    const fields = required({ title: sent.title }, { title: 'Write what is to be done.' });
    if (fields !== undefined)
      return { status: 'refused', values: sent, fields, message: undefined, requestId: undefined };
    const body = { ...taskBody(sent), description: sent.description };
    return attempt(sent, async () => {
      const { api } = await session();
      const saved = await api.projects.updateTask({ params, body, ifMatch: version.current });
      onChange({ kind: 'task', task: saved }, `Saved #${saved.number}`);
    });
  }

  async function remove(_: FormState, data: FormData): Promise<FormState> {
    return attempt(formValues(data, shown), async () => {
      const { api } = await session();
      await api.projects.deleteTask({ params, ifMatch: version.current });
      onChange({ kind: 'gone', taskId: task.id }, `Deleted #${task.number}`);
    });
  }

  async function attempt(sent: FormState['values'], call: () => Promise<void>): Promise<FormState> {
    try {
      await call();
      return { status: 'done', values: {} };
    } catch (error) {
      version.current = Math.max(version.current, task.version);
      return refusal(error, sent, shown);
    }
  }

  const { title, priority, due_date, assignee, description } = opened;
  const initial = { title, priority, due_date: due_date ?? '', assignee_id: assignee?.id ?? '', description };
  // Somebody who has left the team can still have the task.
  const choices = assignee === null || team.some(({ id }) => id === assignee.id) ? team : [...team, assignee];
  return (
    <Form action={action} state={state}>
      <TaskFields form="edit-task" state={state} initial={initial} team={choices} />
      <Field form="edit-task" name="description" label="Description" isOptional errors={undefined}>
        {(control) => (
          <TextArea
            {...control}
            maxLength={20_000}
            defaultValue={state.status === 'refused' ? state.values['description'] : description}
          />
        )}
      </Field>
      {isDeleting ? (
        <>
          <p role="alert" className="text-sm">
            Delete this task? This cannot be undone.
          </p>
          <DialogActions>
            <Button
              variant="quiet"
              autoFocus
              onClick={() => {
                setIsDeleting(false);
              }}
            >
              Keep task
            </Button>
            <SubmitButton variant="danger">Delete task</SubmitButton>
          </DialogActions>
        </>
      ) : (
        <DialogActions>
          <Button
            variant="quiet"
            className="mr-auto"
            onClick={() => {
              setIsDeleting(true);
            }}
          >
            <Trash2 aria-hidden className="size-4" /> Delete
          </Button>
          <Button variant="quiet" onClick={onClose}>
            Cancel
          </Button>
          <SubmitButton>Save task</SubmitButton>
        </DialogActions>
      )}
    </Form>
  );
}
