'use client';

import { useActionState } from 'react';
import { Field } from '../../../components/ui/field.tsx';
import { Form } from '../../../components/ui/form.tsx';
import { Input } from '../../../components/ui/input.tsx';
import { Notice } from '../../../components/ui/notice.tsx';
import { SubmitButton } from '../../../components/ui/submit-button.tsx';
import { fieldErrors, untouched } from '../../../lib/form-state.ts';
import { askReset } from './actions.ts';

export function AskResetForm() {
  const [state, action] = useActionState(askReset, untouched);
  const { values } = state;
  if (state.status === 'done')
    return (
      <Notice title="Look into your mail">
        If {values['email']} belongs to an account, a link has been sent there with which you choose a new password.
      </Notice>
    );
  return (
    <Form action={action} state={state}>
      <Field form="ask-reset" name="email" label="Email" errors={fieldErrors(state, 'email')}>
        {(control) => <Input {...control} type="email" autoComplete="email" defaultValue={values['email']} />}
      </Field>
      <SubmitButton className="mt-1 w-full">Send the link</SubmitButton>
    </Form>
  );
}
