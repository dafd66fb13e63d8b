'use client';

import type { LanguageEnum, User } from '@throughline/contracts/backend';
import { useActionState, useEffect, useEffectEvent } from 'react';
import { fieldErrors, untouched } from '../../lib/form-state.ts';
import { keysOf } from '../../lib/keys-of.ts';
import { roleLabels } from '../../lib/role-labels.ts';
import { Field } from '../ui/field.tsx';
import { Form } from '../ui/form.tsx';
import { Input } from '../ui/input.tsx';
import { Select } from '../ui/select.tsx';
import { SubmitButton } from '../ui/submit-button.tsx';
import { useToast } from '../ui/toaster.tsx';
import { updateProfile } from './update-profile.ts';

const languages: Readonly<Record<LanguageEnum, string>> = { en: 'English', de: 'Deutsch' };

export function ProfileForm({ person, timeZones }: { person: User; timeZones: readonly string[] }) {
  const [state, action] = useActionState(updateProfile, untouched);
  const showToast = useToast();
  const tell = useEffectEvent(() => {
    showToast({ kind: 'done', text: 'Your profile is saved' });
  });
  useEffect(() => {
    if (state.status === 'done') tell();
  }, [state]);
  const values = state.status === 'refused' ? state.values : { ...person, version: String(person.version) };
  const field = (name: string) => ({ form: 'profile', name, errors: fieldErrors(state, name) });
  return (
    <Form action={action} state={state}>
      <input type="hidden" name="version" value={person.version} />
      <Field {...field('display_name')} label="Name">
        {(control) => <Input {...control} autoComplete="name" maxLength={120} defaultValue={values.display_name} />}
      </Field>
      {person.role !== 'admin' && (
        <Field {...field('role')} label="What brings you here?">
          {(control) => (
            // A form resets its selects to the first option; the key makes the sent one the initial one.
            <Select key={values.role} {...control} defaultValue={values.role}>
              {keysOf(roleLabels).map((role) => (
                <option key={role} value={role}>
                  {roleLabels[role]}
                </option>
              ))}
            </Select>
          )}
        </Field>
      )}
      <Field {...field('language')} label="Language of messages and mails">
        {(control) => (
          <Select key={values.language} {...control} defaultValue={values.language}>
            {keysOf(languages).map((language) => (
              <option key={language} value={language} lang={language}>
                {languages[language]}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <Field {...field('time_zone')} label="Time zone">
        {(control) => (
          <Select key={values.time_zone} {...control} defaultValue={values.time_zone}>
            {timeZones.map((name) => (
              <option key={name}>{name}</option>
            ))}
          </Select>
        )}
      </Field>
      <SubmitButton className="mt-1 justify-self-start">Save changes</SubmitButton>
    </Form>
  );
}
