'use server';

import { api } from '../../lib/api.ts';
import { required } from '../../lib/form-checks.ts';
import type { FormState } from '../../lib/form-state.ts';
import { formValues } from '../../lib/form-values.ts';
import { forwardedHeaders } from '../../lib/forwarded-headers.ts';
import { refusal } from '../../lib/refusal.ts';
import { proofOf } from '../factors/proof.ts';

export async function changeEmail(_: FormState, data: FormData): Promise<FormState> {
  const values = formValues(data, ['new_email']);
  const proof = proofOf(data);
  const fields = required(values, { new_email: 'Enter the new address.' }) ?? proof.fields;
  if (fields !== undefined) return { status: 'refused', values, fields, message: undefined, requestId: undefined };
  try {
    await api().auth.changeEmail({ body: { ...values, ...proof.body }, headers: await forwardedHeaders() });
    return { status: 'done', values };
  } catch (error) {
    return refusal(error, values, ['new_email', 'current_password']);
  }
}
