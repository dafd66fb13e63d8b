import type { User } from '@throughline/contracts/backend';
import { ChevronsUpDown } from 'lucide-react';
import { Avatar } from '../ui/avatar.tsx';
import { accountMenuId } from './account-menu-id.ts';

export function AccountButton({ person }: { person: User }) {
  return (
    <button
      type="button"
      popoverTarget={accountMenuId}
      aria-haspopup="menu"
      className="flex w-full items-center gap-2.5 rounded-sm p-2 text-left hover:bg-hover"
    >
      <Avatar id={person.id} name={person.display_name} size="medium" isDecoration />
      <span className="min-w-0 flex-1">
        <span className="block truncate text-sm font-medium">{person.display_name}</span>
        <span className="block truncate text-xs text-ink-3">{person.email}</span>
      </span>
      <ChevronsUpDown aria-hidden className="size-4 text-ink-3" />
    </button>
  );
}
