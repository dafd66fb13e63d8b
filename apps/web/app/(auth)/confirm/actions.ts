'use server';

import { redirect } from 'next/navigation';
import { anonymousApi } from '../../../lib/api.ts';
import { password, required } from '../../../lib/form-checks.ts';
import type { FormState } from '../../../lib/form-state.ts';
import { formValues } from '../../../lib/form-values.ts';
import { forwardedHeaders } from '../../../lib/forwarded-headers.ts';
import { refusal } from '../../../lib/refusal.ts';
import { session } from '../../../lib/session.ts';

/** Makes the account of a registration, and signs its person in. */
export async function confirm(_: FormState, data: FormData): Promise<FormState> {
  const values = formValues(data, ['token', 'username']);
  const secret = password(data, 'password');
  const fields = required({ password: secret }, { password: 'Enter the password that you chose.' });
  if (fields !== undefined) return { status: 'refused', values, fields, message: undefined, requestId: undefined };
  const { token, username } = values;
  const headers = await forwardedHeaders();
  try {
    const person = await anonymousApi().auth.confirmRegistration({
      body: { token, password: secret, ...(username === '' ? {} : { username }) },
      headers,
    });
    await session.start(
      await anonymousApi().auth.login({ body: { username: person.username, password: secret }, headers }),
    );
  } catch (error) {
    return refusal(error, values, ['username', 'password']);
  }
  redirect('/');
}
