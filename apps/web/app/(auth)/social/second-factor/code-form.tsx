'use client';

import { useActionState } from 'react';
import { Field } from '../../../../components/ui/field.tsx';
import { Form } from '../../../../components/ui/form.tsx';
import { Input } from '../../../../components/ui/input.tsx';
import { SubmitButton } from '../../../../components/ui/submit-button.tsx';
import { fieldErrors, untouched } from '../../../../lib/form-state.ts';
import { sendCode } from './actions.ts';

export function CodeForm() {
  const [state, action] = useActionState(sendCode, untouched);
  return (
    <Form action={action} state={state}>
      <Field form="social-code" name="code" label="Code" errors={fieldErrors(state, 'code')}>
        {(control) => (
          <Input {...control} autoComplete="one-time-code" autoCapitalize="none" spellCheck={false} autoFocus />
        )}
      </Field>
      <SubmitButton className="mt-1 w-full">Sign in</SubmitButton>
    </Form>
  );
}
