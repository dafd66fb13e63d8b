import type { ProjectMember } from '@throughline/contracts/backend';
import { Avatar } from '../ui/avatar.tsx';
import { Badge } from '../ui/badge.tsx';
import { RemoveMember } from './remove-member.tsx';
import { RoleSelect } from './role-select.tsx';
import { roleLabels } from './role-labels.ts';

interface MemberRowProps {
  member: ProjectMember;
  isSelf: boolean;
  canManage: boolean;
}

export function MemberRow({ member, isSelf, canManage }: MemberRowProps) {
  const { person, role } = member;
  return (
    <li className="flex flex-wrap items-center gap-3 px-3 py-2">
      <Avatar id={person.id} name={person.display_name} size="medium" isDecoration />
      <div className="min-w-0 flex-1">
        <p className="truncate text-sm font-medium">
          {person.display_name}
          {isSelf && <span className="font-normal text-ink-3"> (you)</span>}
        </p>
        <p className="truncate text-xs text-ink-3">{person.username}</p>
      </div>
      {canManage ? (
        <div className="flex items-center gap-1">
          <RoleSelect member={member} />
          <RemoveMember member={member} />
        </div>
      ) : (
        <Badge tone="neutral">{roleLabels[role]}</Badge>
      )}
    </li>
  );
}
