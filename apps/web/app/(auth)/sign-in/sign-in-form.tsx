'use client';

import { useActionState } from 'react';
import { Field } from '../../../components/ui/field.tsx';
import { Form } from '../../../components/ui/form.tsx';
import { Input } from '../../../components/ui/input.tsx';
import { SubmitButton } from '../../../components/ui/submit-button.tsx';
import { fieldErrors, untouched } from '../../../lib/form-state.ts';
import { signIn } from './actions.ts';

export function SignInForm({ next }: { next: string }) {
  const [state, action] = useActionState(signIn, untouched);
  return (
    <Form action={action} state={state}>
      <input type="hidden" name="next" value={next} />
      <Field form="sign-in" name="username" label="User name or email" errors={fieldErrors(state, 'username')}>
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
      <Field form="sign-in" name="password" label="Password" errors={fieldErrors(state, 'password')}>
        {(control) => <Input {...control} type="password" autoComplete="current-password" />}
      </Field>
      <SubmitButton className="mt-1 w-full">Sign in</SubmitButton>
    </Form>
  );
}
