'use server';

import { PasskeyAddRequestSchema, type CreationOptions } from '@throughline/contracts/backend';
import { HttpError } from '@throughline/sdk';
import { revalidatePath } from 'next/cache';
import { api } from '../../lib/api.ts';
import { required } from '../../lib/form-checks.ts';
import type { FormState } from '../../lib/form-state.ts';
import { formValues } from '../../lib/form-values.ts';
import { forwardedHeaders } from '../../lib/forwarded-headers.ts';
import { refusal } from '../../lib/refusal.ts';
import { proofOf } from './proof.ts';

/** What the browser needs to make a passkey, for who has proved who they are. */
export async function beginPasskey(data: FormData): Promise<CreationOptions | FormState> {
  const values = formValues(data, ['name']);
  const { body, fields: missing } = proofOf(data);
  const fields = { ...required(values, { name: 'Give the passkey a name.' }), ...missing };
  if (Object.keys(fields).length > 0)
    return { status: 'refused', values, fields, message: undefined, requestId: undefined };
  try {
    return await api().auth.beginPasskey({ body });
  } catch (error) {
    return refusal(error, values, ['current_password']);
  }
}

/** Keeps what the browser has made. */
export async function addPasskey(name: string, credential: unknown): Promise<FormState> {
  const body = PasskeyAddRequestSchema.safeParse({ name, credential });
  if (!body.success)
    return {
      status: 'refused',
      values: { name },
      fields: {},
      message: 'What this browser made could not be read. Try another browser or device.',
      requestId: undefined,
    };
  return change({ name }, async () => api().auth.addPasskey({ body: body.data, headers: await forwardedHeaders() }));
}

export async function renamePasskey(_: FormState, data: FormData): Promise<FormState> {
  const values = formValues(data, ['passkey_id', 'name']);
  const { passkey_id, name } = values;
  const fields = required({ name }, { name: 'Give the passkey a name.' });
  if (fields !== undefined) return { status: 'refused', values, fields, message: undefined, requestId: undefined };
  return change(values, () => api().auth.renamePasskey({ params: { passkey_id }, body: { name } }));
}

export async function removePasskey(_: FormState, data: FormData): Promise<FormState> {
  const { passkey_id } = formValues(data, ['passkey_id']);
  return change({}, async () => {
    try {
      await api().auth.removePasskey({ params: { passkey_id }, headers: await forwardedHeaders() });
    } catch (error) {
      // It was removed elsewhere meanwhile, which is what was wanted.
      if (!(error instanceof HttpError && error.status === 404)) throw error;
    }
  });
}

async function change(values: FormState['values'], call: () => Promise<unknown>): Promise<FormState> {
  try {
    await call();
    return { status: 'done', values: {} };
  } catch (error) {
    return refusal(error, values, ['name']);
  } finally {
    revalidatePath('/settings/passkeys');
  }
}
