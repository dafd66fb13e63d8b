'use server';

import { revalidatePath } from 'next/cache';
import { redirect } from 'next/navigation';
import { api } from '../../lib/api.ts';
import type { FormState } from '../../lib/form-state.ts';
import { forwardedHeaders } from '../../lib/forwarded-headers.ts';
import { refusal } from '../../lib/refusal.ts';
import { proofOf } from '../factors/proof.ts';

export async function deleteAccount(_: FormState, data: FormData): Promise<FormState> {
  const { body, fields } = proofOf(data);
  if (fields !== undefined) return { status: 'refused', values: {}, fields, message: undefined, requestId: undefined };
  try {
    await api().auth.deleteAccount({ body, headers: await forwardedHeaders() });
  } catch (error) {
    return refusal(error, {}, ['current_password']);
  }
  redirect('/sign-in?ended=1');
}

export async function keepAccount(): Promise<FormState> {
  try {
    await api().auth.keepAccount({ headers: await forwardedHeaders() });
    return { status: 'done', values: {} };
  } catch (error) {
    return refusal(error, {}, []);
  } finally {
    revalidatePath('/', 'layout');
  }
}
