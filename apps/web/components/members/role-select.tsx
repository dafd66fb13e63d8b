'use client';

import type { ProjectMember } from '@throughline/contracts/backend';
import { startTransition, useActionState, useOptimistic } from 'react';
import { untouched } from '../../lib/form-state.ts';
import { useRefusalToast } from '../../lib/use-refusal-toast.ts';
import { Select } from '../ui/select.tsx';
import { changeRole } from './actions.ts';
import { roleLabels } from './role-labels.ts';
import { keysOf } from '../../lib/keys-of.ts';

/** Changes a member's role as soon as another one is chosen; a refusal brings the former one back. */
export function RoleSelect({ member }: { member: ProjectMember }) {
  const [state, change] = useActionState(changeRole, untouched);
  const [role, showRole] = useOptimistic(member.role);
  useRefusalToast(state);

  function choose(value: string) {
    const chosen = keysOf(roleLabels).find((known) => known === value) ?? member.role;
    const data = new FormData();
    data.set('project_id', member.project_id);
    data.set('member_id', member.id);
    data.set('version', String(member.version));
    data.set('role', chosen);
    startTransition(() => {
      showRole(chosen);
      change(data);
    });
  }

  return (
    <Select
      aria-label={`Role of ${member.person.display_name}`}
      value={role}
      onChange={(event) => {
        choose(event.currentTarget.value);
      }}
    >
      {keysOf(roleLabels).map((known) => (
        <option key={known} value={known}>
          {roleLabels[known]}
        </option>
      ))}
    </Select>
  );
}
