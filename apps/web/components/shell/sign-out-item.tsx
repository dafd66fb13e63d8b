'use client';

import { LogOut } from 'lucide-react';
import { signOut } from '../../lib/sign-out.ts';
import { MenuItem } from '../ui/menu-item.tsx';
import { useToast } from '../ui/toaster.tsx';

export function SignOutItem() {
  const showToast = useToast();

  async function leave() {
    if (await signOut()) {
      // A whole new page: nothing of the person stays in memory.
      window.location.assign('/sign-in');
    } else {
      showToast({ kind: 'error', text: 'You are still signed in: the server could not be reached. Try again.' });
    }
  }

  return (
    <MenuItem icon={LogOut} onClick={() => void leave()}>
      Sign out
    </MenuItem>
  );
}
