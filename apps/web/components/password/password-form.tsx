'use client';

import { useActionState, useEffect, useEffectEvent } from 'react';
import { fieldErrors, untouched } from '../../lib/form-state.ts';
import { Field } from '../ui/field.tsx';
import { Form } from '../ui/form.tsx';
import { PasswordInput } from '../ui/password-input.tsx';
import { SubmitButton } from '../ui/submit-button.tsx';
import { useToast } from '../ui/toaster.tsx';
import { changePassword } from './change-password.ts';

export function PasswordForm({ username }: { username: string }) {
  const [state, action] = useActionState(changePassword, untouched);
  const showToast = useToast();
  const tell = useEffectEvent(() => {
    showToast({ kind: 'done', text: 'Your password is changed' });
  });
  const field = (name: string) => ({ form: 'password', name, errors: fieldErrors(state, name) });
  useEffect(() => {
    if (state.status === 'done') tell();
  }, [state]);
  return (
    <Form action={action} state={state}>
      {/* For password managers: whose password it is. */}
      <input type="hidden" name="username" autoComplete="username" value={username} />
      <Field {...field('current_password')} label="Current password">
        {(control) => <PasswordInput {...control} autoComplete="current-password" />}
      </Field>
      <Field
        {...field('new_password')}
        label="New password"
        hint="A few words in a row are easy to remember and hard to guess."
      >
        {(control) => <PasswordInput {...control} autoComplete="new-password" />}
      </Field>
      <SubmitButton className="mt-1 justify-self-start">Change password</SubmitButton>
    </Form>
  );
}
