'use server';

import { LanguageEnumValues, RegistrationRoleEnumValues } from '@throughline/contracts/backend';
import { revalidatePath } from 'next/cache';
import { api } from '../../lib/api.ts';
import { required } from '../../lib/form-checks.ts';
import type { FormState } from '../../lib/form-state.ts';
import { formValues } from '../../lib/form-values.ts';
import { refusal } from '../../lib/refusal.ts';

export async function updateProfile(_: FormState, data: FormData): Promise<FormState> {
  const values = formValues(data, ['version', 'display_name', 'role', 'language', 'time_zone']);
  const language = LanguageEnumValues.find((known) => known === values.language);
  // Admins are shown no choice.
  const role = RegistrationRoleEnumValues.find((known) => known === values.role);
  const { version, display_name, time_zone } = values;
  const fields = required(
    { display_name, language: language ?? '', time_zone },
    {
      display_name: 'Enter your name.',
      language: 'Choose a language.',
      time_zone: 'Choose a time zone.',
    },
  );
  if (fields !== undefined || language === undefined)
    return { status: 'refused', values, fields: fields ?? {}, message: undefined, requestId: undefined };
  try {
    const body = { display_name, language, time_zone, ...(role === undefined ? {} : { role }) };
    await api().auth.updateMe({ body, ifMatch: `"${version}"` });
    return { status: 'done', values: {} };
  } catch (error) {
    return refusal(error, values, ['display_name', 'role', 'language', 'time_zone']);
  } finally {
    revalidatePath('/', 'layout');
  }
}
