'use client';

import { useActionState, useEffect, useEffectEvent } from 'react';
import { fieldErrors, untouched } from '../../lib/form-state.ts';
import { Button } from '../ui/button.tsx';
import { DialogActions } from '../ui/dialog-actions.tsx';
import { Field } from '../ui/field.tsx';
import { Form } from '../ui/form.tsx';
import { Input } from '../ui/input.tsx';
import { Select } from '../ui/select.tsx';
import { SubmitButton } from '../ui/submit-button.tsx';
import { addMember } from './actions.ts';
import { roleLabels } from './role-labels.ts';
import { keysOf } from '../../lib/keys-of.ts';

const roleHint = 'Leads manage the project and its team, contributors work on tasks, observers look on.';

export function AddMemberForm({ projectId, onDone }: { projectId: string; onDone: () => void }) {
  const [state, action] = useActionState(addMember, untouched);
  const done = useEffectEvent(onDone);
  const { values } = state;
  const field = (name: string) => ({ form: 'add-member', name, errors: fieldErrors(state, name) });

  useEffect(() => {
    if (state.status === 'done') done();
  }, [state]);

  return (
    <Form action={action} state={state}>
      <input type="hidden" name="project_id" value={projectId} />
      <Field {...field('username')} label="User name">
        {(control) => (
          <Input
            {...control}
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            defaultValue={values['username']}
          />
        )}
      </Field>
      <Field {...field('role')} label="Role" hint={roleHint}>
        {(control) => (
          <Select key={values['role']} {...control} defaultValue={values['role'] ?? 'contributor'}>
            {keysOf(roleLabels).map((role) => (
              <option key={role} value={role}>
                {roleLabels[role]}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <DialogActions>
        <Button variant="quiet" onClick={onDone}>
          Cancel
        </Button>
        <SubmitButton>Add member</SubmitButton>
      </DialogActions>
    </Form>
  );
}
