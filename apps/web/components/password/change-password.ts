'use server';

import { api } from '../../lib/api.ts';
import { password, required } from '../../lib/form-checks.ts';
import type { FormState } from '../../lib/form-state.ts';
import { forwardedHeaders } from '../../lib/forwarded-headers.ts';
import { refusal } from '../../lib/refusal.ts';

export async function changePassword(_: FormState, data: FormData): Promise<FormState> {
  const body = { current_password: password(data, 'current_password'), new_password: password(data, 'new_password') };
  const fields = required(body, {
    current_password: 'Enter your password as it is now.',
    new_password: 'Choose a new password.',
  });
  if (fields !== undefined) return { status: 'refused', values: {}, fields, message: undefined, requestId: undefined };
  try {
    await api().auth.changePassword({ body, headers: await forwardedHeaders() });
    return { status: 'done', values: {} };
  } catch (error) {
    return refusal(error, {}, ['current_password', 'new_password']);
  }
}
