'use server';

import { redirect } from 'next/navigation';
import { api } from '../../lib/api.ts';
import { required } from '../../lib/form-checks.ts';
import type { FormState } from '../../lib/form-state.ts';
import { formValues } from '../../lib/form-values.ts';
import { refusal } from '../../lib/refusal.ts';

const shown = ['title', 'description', 'due_date'];

export async function createProject(_: FormState, data: FormData): Promise<FormState> {
  const values = formValues(data, ['title', 'description', 'due_date', 'idempotency_key']);
  const fields = required({ title: values.title }, { title: 'Give the project a title.' });
  if (fields !== undefined) return { status: 'refused', values, fields, message: undefined, requestId: undefined };
  const { title, description, due_date, idempotency_key: idempotencyKey } = values;
  let projectId: string;
  try {
    const body = { title, description, due_date: due_date === '' ? null : due_date };
    const options = idempotencyKey === '' ? {} : { idempotencyKey };
    ({ id: projectId } = await api().projects.createProject({ body, ...options }));
  } catch (error) {
    return refusal(error, values, shown);
  }
  redirect(`/projects/${projectId}`);
}
