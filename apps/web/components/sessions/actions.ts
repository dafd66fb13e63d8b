'use server';

import { HttpError } from '@throughline/sdk';
import { revalidatePath } from 'next/cache';
import { api } from '../../lib/api.ts';
import type { FormState } from '../../lib/form-state.ts';
import { formValues } from '../../lib/form-values.ts';
import { forwardedHeaders } from '../../lib/forwarded-headers.ts';
import { refusal } from '../../lib/refusal.ts';

export async function endSession(_: FormState, data: FormData): Promise<FormState> {
  const { session_id } = formValues(data, ['session_id']);
  return change(async () => api().auth.endSession({ params: { session_id }, headers: await forwardedHeaders() }));
}

export async function endOtherSessions(): Promise<FormState> {
  return change(async () =>
    api().auth.endSessions({ body: { keep_current: true }, headers: await forwardedHeaders() }),
  );
}

async function change(call: () => Promise<unknown>): Promise<FormState> {
  try {
    await call();
    return { status: 'done', values: {} };
  } catch (error) {
    // It has ended by itself meanwhile, which is what was wanted.
    if (error instanceof HttpError && error.status === 404) return { status: 'done', values: {} };
    return refusal(error, {}, []);
  } finally {
    revalidatePath('/settings/sessions');
  }
}
