'use server';

import { revalidatePath } from 'next/cache';
import { api } from '../../lib/api.ts';
import type { FormState } from '../../lib/form-state.ts';
import { formValues } from '../../lib/form-values.ts';
import { refusal } from '../../lib/refusal.ts';

export async function acceptInvitation(_: FormState, data: FormData): Promise<FormState> {
  return settle(data, (params) => api().companies.acceptInvitation({ params }));
}

export async function declineInvitation(_: FormState, data: FormData): Promise<FormState> {
  return settle(data, (params) => api().companies.declineInvitation({ params }));
}

async function settle(
  data: FormData,
  call: (params: { invitation_id: string }) => Promise<unknown>,
): Promise<FormState> {
  try {
    await call(formValues(data, ['invitation_id']));
    return { status: 'done', values: {} };
  } catch (error) {
    return refusal(error, {}, []);
  } finally {
    // The account menu lists the companies too.
    revalidatePath('/', 'layout');
  }
}
