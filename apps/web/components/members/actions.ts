'use server';

import { ProjectRoleEnumValues } from '@throughline/contracts/backend';
import { revalidatePath } from 'next/cache';
import { api } from '../../lib/api.ts';
import { required } from '../../lib/form-checks.ts';
import type { FormState } from '../../lib/form-state.ts';
import { formValues } from '../../lib/form-values.ts';
import { refusal } from '../../lib/refusal.ts';

const roleOf = (value: string) => ProjectRoleEnumValues.find((known) => known === value);

export async function addMember(_: FormState, data: FormData): Promise<FormState> {
  const values = formValues(data, ['project_id', 'username', 'role']);
  const role = roleOf(values.role);
  const fields = required(
    { username: values.username, role: role ?? '' },
    {
      username: 'Enter the user name of somebody who has an account.',
      role: 'Choose a role.',
    },
  );
  if (fields !== undefined || role === undefined)
    return { status: 'refused', values, fields: fields ?? {}, message: undefined, requestId: undefined };
  const { project_id, username } = values;
  return change(values, ['username', 'role'], () =>
    api().projects.addProjectMember({ params: { project_id }, body: { username, role } }),
  );
}

export async function changeRole(_: FormState, data: FormData): Promise<FormState> {
  const values = formValues(data, ['project_id', 'member_id', 'version', 'role']);
  const { project_id, member_id, version } = values;
  return change(values, [], () =>
    api().projects.updateProjectMember({
      params: { project_id, member_id },
      body: { role: roleOf(values.role) },
      ifMatch: `"${version}"`,
    }),
  );
}

export async function removeMember(_: FormState, data: FormData): Promise<FormState> {
  const values = formValues(data, ['project_id', 'member_id', 'version']);
  const { project_id, member_id, version } = values;
  return change(values, [], () =>
    api().projects.removeProjectMember({ params: { project_id, member_id }, ifMatch: `"${version}"` }),
  );
}

/** Also after a refusal the list is read again: most are refused because somebody else was faster. */
async function change(
  values: Readonly<Record<'project_id', string>> & FormState['values'],
  shown: readonly string[],
  call: () => Promise<unknown>,
): Promise<FormState> {
  try {
    await call();
    return { status: 'done', values: {} };
  } catch (error) {
    return refusal(error, values, shown);
  } finally {
    revalidatePath(`/projects/${values.project_id}`, 'layout');
  }
}
