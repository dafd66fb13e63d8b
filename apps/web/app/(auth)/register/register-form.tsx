'use client';

import { useActionState } from 'react';
import { Field } from '../../../components/ui/field.tsx';
import { Form } from '../../../components/ui/form.tsx';
import { Input } from '../../../components/ui/input.tsx';
import { Notice } from '../../../components/ui/notice.tsx';
import { Select } from '../../../components/ui/select.tsx';
import { PasswordInput } from '../../../components/ui/password-input.tsx';
import { SubmitButton } from '../../../components/ui/submit-button.tsx';
import { fieldErrors, untouched } from '../../../lib/form-state.ts';
import { keysOf } from '../../../lib/keys-of.ts';
import { roleLabels } from '../../../lib/role-labels.ts';
import { register } from './actions.ts';

export function RegisterForm() {
  const [state, action] = useActionState(register, untouched);
  const { values } = state;
  if (state.status === 'done')
    return (
      <Notice title="Look into your mail">
        A link has been sent to {values['email']}. Follow it to open the account. Nothing there after some minutes? Look
        into the folder for unwanted mail, or send this form again.
      </Notice>
    );
  const field = (name: string) => ({ form: 'register', name, errors: fieldErrors(state, name) });
  return (
    <Form action={action} state={state}>
      <Field {...field('display_name')} label="Name">
        {(control) => <Input {...control} autoComplete="name" defaultValue={values['display_name']} />}
      </Field>
      <Field {...field('username')} label="User name" hint="3 to 64 letters, digits, dots, hyphens and underscores.">
        {(control) => (
          <Input
            {...control}
            autoComplete="username"
            autoCapitalize="none"
            spellCheck={false}
            defaultValue={values['username']}
          />
        )}
      </Field>
      <Field {...field('email')} label="Email">
        {(control) => <Input {...control} type="email" autoComplete="email" defaultValue={values['email']} />}
      </Field>
      <Field
        {...field('password')}
        label="Password"
        hint="A few words in a row are easy to remember and hard to guess."
      >
        {(control) => <PasswordInput {...control} autoComplete="new-password" />}
      </Field>
      <Field {...field('role')} label="What brings you here?">
        {(control) => (
          // A form resets its selects to the first option; the key makes the sent one the initial one.
          <Select key={values['role']} {...control} defaultValue={values['role']}>
            {keysOf(roleLabels).map((role) => (
              <option key={role} value={role}>
                {roleLabels[role]}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <SubmitButton className="mt-1 w-full">Create account</SubmitButton>
    </Form>
  );
}
