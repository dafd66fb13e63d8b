'use client';

import { useActionState, useEffect, useEffectEvent } from 'react';
import { fieldErrors, untouched, type FormState } from '../../lib/form-state.ts';
import { Button } from '../ui/button.tsx';
import { DialogActions } from '../ui/dialog-actions.tsx';
import { Field } from '../ui/field.tsx';
import { Form } from '../ui/form.tsx';
import { Input } from '../ui/input.tsx';
import { SubmitButton } from '../ui/submit-button.tsx';
import { makePasskey } from './browser-passkeys.ts';
import { addPasskey, beginPasskey } from './passkey-actions.ts';
import { ProofField } from './proof-field.tsx';

interface AddPasskeyFormProps {
  hasPassword: boolean;
  username: string;
  /** What the person knows this device by. */
  suggestedName: string;
  onEnd: () => void;
}

export function AddPasskeyForm({ hasPassword, username, suggestedName, onEnd }: AddPasskeyFormProps) {
  const [state, action] = useActionState(add, untouched);
  const done = useEffectEvent(onEnd);
  useEffect(() => {
    if (state.status === 'done') done();
  }, [state]);
  return (
    <Form action={action} state={state}>
      <Field
        form="add-passkey"
        name="name"
        label="Name"
        hint="By which you will know it, such as the device that keeps it."
        errors={fieldErrors(state, 'name')}
      >
        {(control) => (
          <Input {...control} autoComplete="off" maxLength={80} defaultValue={state.values['name'] ?? suggestedName} />
        )}
      </Field>
      <ProofField form="add-passkey" state={state} hasPassword={hasPassword} username={username} />
      <DialogActions>
        <Button variant="quiet" onClick={onEnd}>
          Cancel
        </Button>
        <SubmitButton>Add passkey</SubmitButton>
      </DialogActions>
    </Form>
  );
}

/** Between the two calls the browser asks the person. */
async function add(_: FormState, data: FormData): Promise<FormState> {
  const options = await beginPasskey(data);
  if ('status' in options) return options;
  const name = data.get('name');
  const values = { name: typeof name === 'string' ? name.trim() : '' };
  try {
    return await addPasskey(values.name, await makePasskey(options));
  } catch (error) {
    if (!(error instanceof DOMException)) throw error;
    const message =
      error.name === 'InvalidStateError'
        ? 'There is a passkey for this account on that device already.'
        : 'No passkey was made. Try again, or use another device.';
    return { status: 'refused', values, fields: {}, message, requestId: undefined };
  }
}
