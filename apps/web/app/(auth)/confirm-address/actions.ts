'use server';

import { anonymousApi } from '../../../lib/api.ts';
import type { FormState } from '../../../lib/form-state.ts';
import { formValues } from '../../../lib/form-values.ts';
import { forwardedHeaders } from '../../../lib/forwarded-headers.ts';
import { refusal } from '../../../lib/refusal.ts';

export async function confirmAddress(_: FormState, data: FormData): Promise<FormState> {
  const { token } = formValues(data, ['token']);
  try {
    await anonymousApi().auth.confirmEmail({ body: { token }, headers: await forwardedHeaders() });
    return { status: 'done', values: {} };
  } catch (error) {
    return refusal(error, {}, []);
  }
}
