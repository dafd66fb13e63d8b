'use server';

import { anonymousApi } from '../../../lib/api.ts';
import { password, required } from '../../../lib/form-checks.ts';
import type { FormState } from '../../../lib/form-state.ts';
import { formValues } from '../../../lib/form-values.ts';
import { forwardedHeaders } from '../../../lib/forwarded-headers.ts';
import { refusal } from '../../../lib/refusal.ts';

export async function askReset(_: FormState, data: FormData): Promise<FormState> {
  const values = formValues(data, ['email']);
  const fields = required(values, { email: 'Enter your email address.' });
  if (fields !== undefined) return { status: 'refused', values, fields, message: undefined, requestId: undefined };
  try {
    await anonymousApi().auth.resetPassword({ body: values, headers: await forwardedHeaders() });
    return { status: 'done', values };
  } catch (error) {
    return refusal(error, values, ['email']);
  }
}

export async function chooseNewPassword(_: FormState, data: FormData): Promise<FormState> {
  const { token } = formValues(data, ['token']);
  const new_password = password(data, 'new_password');
  const fields = required({ new_password }, { new_password: 'Choose a new password.' });
  if (fields !== undefined) return { status: 'refused', values: {}, fields, message: undefined, requestId: undefined };
  try {
    await anonymousApi().auth.confirmPasswordReset({
      body: { token, new_password },
      headers: await forwardedHeaders(),
    });
    return { status: 'done', values: {} };
  } catch (error) {
    return refusal(error, {}, ['new_password']);
  }
}
