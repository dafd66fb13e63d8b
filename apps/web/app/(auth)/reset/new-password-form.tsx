'use client';

import { useActionState } from 'react';
import { Field } from '../../../components/ui/field.tsx';
import { Form } from '../../../components/ui/form.tsx';
import { Notice } from '../../../components/ui/notice.tsx';
import { PasswordInput } from '../../../components/ui/password-input.tsx';
import { SubmitButton } from '../../../components/ui/submit-button.tsx';
import { fieldErrors, untouched } from '../../../lib/form-state.ts';
import { chooseNewPassword } from './actions.ts';

export function NewPasswordForm({ token }: { token: string }) {
  const [state, action] = useActionState(chooseNewPassword, untouched);
  if (state.status === 'done')
    return (
      <Notice title="Your password is changed">Every session has ended. Sign in with the new password to go on.</Notice>
    );
  return (
    <Form action={action} state={state}>
      <input type="hidden" name="token" value={token} />
      <Field
        form="reset"
        name="new_password"
        label="New password"
        hint="A few words in a row are easy to remember and hard to guess."
        errors={fieldErrors(state, 'new_password')}
      >
        {(control) => <PasswordInput {...control} autoComplete="new-password" />}
      </Field>
      <SubmitButton className="mt-1 w-full">Set the password</SubmitButton>
    </Form>
  );
}
