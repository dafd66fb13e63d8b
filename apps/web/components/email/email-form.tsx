'use client';

import { useActionState } from 'react';
import { fieldErrors, untouched } from '../../lib/form-state.ts';
import { ProofField } from '../factors/proof-field.tsx';
import { Field } from '../ui/field.tsx';
import { Form } from '../ui/form.tsx';
import { Input } from '../ui/input.tsx';
import { Notice } from '../ui/notice.tsx';
import { SubmitButton } from '../ui/submit-button.tsx';
import { changeEmail } from './change-email.ts';

interface EmailFormProps {
  username: string;
  hasPassword: boolean;
}

export function EmailForm({ username, hasPassword }: EmailFormProps) {
  const [state, action] = useActionState(changeEmail, untouched);
  const { values } = state;
  if (state.status === 'done')
    return (
      <Notice title="Look into your mail">
        A link has been sent to {values['new_email']}. Until you follow it your address stays as it is.
      </Notice>
    );
  const field = (name: string) => ({ form: 'email', name, errors: fieldErrors(state, name) });
  return (
    <Form action={action} state={state}>
      <Field {...field('new_email')} label="New email address">
        {(control) => <Input {...control} type="email" autoComplete="email" defaultValue={values['new_email']} />}
      </Field>
      <ProofField form="email" state={state} hasPassword={hasPassword} username={username} />
      <SubmitButton className="mt-1 justify-self-start">Send the link</SubmitButton>
    </Form>
  );
}
