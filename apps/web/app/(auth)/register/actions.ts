'use server';

import { RegistrationRoleEnumValues } from '@throughline/contracts/backend';
import { anonymousApi } from '../../../lib/api.ts';
import { password, required } from '../../../lib/form-checks.ts';
import type { FormState } from '../../../lib/form-state.ts';
import { forwardedHeaders } from '../../../lib/forwarded-headers.ts';
import { formValues } from '../../../lib/form-values.ts';
import { refusal } from '../../../lib/refusal.ts';

const shown = ['display_name', 'username', 'email', 'password', 'role'];

export async function register(_: FormState, data: FormData): Promise<FormState> {
  const values = formValues(data, ['display_name', 'username', 'email', 'role']);
  const secret = password(data, 'password');
  const role = RegistrationRoleEnumValues.find((known) => known === values.role);
  const fields = required(
    { ...values, role: role ?? '', password: secret },
    {
      display_name: 'Enter your name.',
      username: 'Choose a user name.',
      email: 'Enter your email address.',
      password: 'Choose a password.',
      role: 'Choose what brings you here.',
    },
  );
  if (fields !== undefined || role === undefined)
    return { status: 'refused', values, fields: fields ?? {}, message: undefined, requestId: undefined };
  const { display_name, username, email } = values;
  const headers = await forwardedHeaders();
  try {
    await anonymousApi().auth.register({ body: { display_name, username, email, role, password: secret }, headers });
    return { status: 'done', values };
  } catch (error) {
    return refusal(error, values, shown);
  }
}
