'use server';

import { HttpError } from '@throughline/sdk';
import { revalidatePath } from 'next/cache';
import { redirect } from 'next/navigation';
import { keepFlow } from '../../app/session/social/flow-cookie.ts';
import { api } from '../../lib/api.ts';
import type { FormState } from '../../lib/form-state.ts';
import { formValues } from '../../lib/form-values.ts';
import { forwardedHeaders } from '../../lib/forwarded-headers.ts';
import { refusal } from '../../lib/refusal.ts';
import { proofOf } from '../factors/proof.ts';

/** Leads to the service, by script: the policy `form-action 'self'` is in the way of a form that leads there itself. */
export async function connect(_: FormState, data: FormData): Promise<FormState> {
  const { provider } = formValues(data, ['provider']);
  const { body: proof, fields } = proofOf(data);
  if (fields !== undefined) return { status: 'refused', values: {}, fields, message: undefined, requestId: undefined };
  const body = { ...proof, return_to: '/settings/connections' };
  let address: string;
  try {
    const begun = await api().auth.beginIdentityLink({ params: { provider }, body, headers: await forwardedHeaders() });
    await keepFlow({ purpose: 'link', secret: begun.flow });
    address = begun.authorization_url;
  } catch (error) {
    return refusal(error, {}, ['current_password']);
  }
  redirect(address);
}

export async function disconnect(_: FormState, data: FormData): Promise<FormState> {
  const { identity_id } = formValues(data, ['identity_id']);
  try {
    await api().auth.deleteIdentity({ params: { identity_id }, headers: await forwardedHeaders() });
    return { status: 'done', values: {} };
  } catch (error) {
    // It is disconnected already, which is what was wanted.
    if (error instanceof HttpError && error.status === 404) return { status: 'done', values: {} };
    return refusal(error, {}, []);
  } finally {
    revalidatePath('/settings/connections');
  }
}
