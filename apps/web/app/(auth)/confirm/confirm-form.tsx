'use client';

import { useActionState } from 'react';
import { Field } from '../../../components/ui/field.tsx';
import { Form } from '../../../components/ui/form.tsx';
import { Input } from '../../../components/ui/input.tsx';
import { PasswordInput } from '../../../components/ui/password-input.tsx';
import { SubmitButton } from '../../../components/ui/submit-button.tsx';
import { fieldErrors, untouched } from '../../../lib/form-state.ts';
import { confirm } from './actions.ts';

export function ConfirmForm({ token }: { token: string }) {
  const [state, action] = useActionState(confirm, untouched);
  const field = (name: string) => ({ form: 'confirm', name, errors: fieldErrors(state, name) });
  // Somebody else took the name since it was chosen.
  const needsUsername = fieldErrors(state, 'username') !== undefined;
  return (
    <Form action={action} state={state}>
      <input type="hidden" name="token" value={token} />
      {needsUsername && (
        <Field {...field('username')} label="User name" hint="3 to 64 letters, digits, dots, hyphens and underscores.">
          {(control) => (
            <Input
              {...control}
              autoComplete="username"
              autoCapitalize="none"
              spellCheck={false}
              defaultValue={state.values['username']}
            />
          )}
        </Field>
      )}
      <Field {...field('password')} label="Password">
        {(control) => <PasswordInput {...control} autoComplete="current-password" />}
      </Field>
      <SubmitButton className="mt-1 w-full">Open the account</SubmitButton>
    </Form>
  );
}
