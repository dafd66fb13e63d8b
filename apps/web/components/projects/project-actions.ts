'use server';

import { ProjectStatusEnumValues } from '@throughline/contracts/backend';
import { revalidatePath } from 'next/cache';
import { redirect } from 'next/navigation';
import { api } from '../../lib/api.ts';
import { required } from '../../lib/form-checks.ts';
import type { FormState } from '../../lib/form-state.ts';
import { formValues } from '../../lib/form-values.ts';
import { refusal } from '../../lib/refusal.ts';

const shown = ['title', 'description', 'due_date'];

export async function updateProject(_: FormState, data: FormData): Promise<FormState> {
  const values = formValues(data, ['project_id', 'version', 'title', 'description', 'due_date']);
  const fields = required({ title: values.title }, { title: 'Give the project a title.' });
  if (fields !== undefined) return { status: 'refused', values, fields, message: undefined, requestId: undefined };
  const { project_id, version, title, description, due_date } = values;
  return change(values, shown, () =>
    api().projects.updateProject({
      params: { project_id },
      body: { title, description, due_date: due_date === '' ? null : due_date },
      ifMatch: `"${version}"`,
    }),
  );
}

export async function transitionProject(_: FormState, data: FormData): Promise<FormState> {
  const values = formValues(data, ['project_id', 'status']);
  const { project_id } = values;
  const status = ProjectStatusEnumValues.find((known) => known === values.status);
  if (status === undefined)
    return { status: 'refused', values, fields: {}, message: 'Choose a status.', requestId: undefined };
  return change(values, [], () => api().projects.transitionProject({ params: { project_id }, body: { status } }));
}

export async function deleteProject(_: FormState, data: FormData): Promise<FormState> {
  const values = formValues(data, ['project_id', 'version']);
  const { project_id, version } = values;
  try {
    await api().projects.deleteProject({ params: { project_id }, ifMatch: `"${version}"` });
  } catch (error) {
    revalidatePath(`/projects/${project_id}`, 'layout');
    return refusal(error, values, []);
  }
  redirect('/projects');
}

/** Also after a refusal the project is read again: most are refused because somebody else was faster. */
async function change(
  values: Readonly<Record<'project_id', string>> & FormState['values'],
  fields: readonly string[],
  call: () => Promise<unknown>,
): Promise<FormState> {
  try {
    await call();
    return { status: 'done', values: {} };
  } catch (error) {
    return refusal(error, values, fields);
  } finally {
    revalidatePath(`/projects/${values.project_id}`, 'layout');
  }
}
