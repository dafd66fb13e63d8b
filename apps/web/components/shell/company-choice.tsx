'use client';

import type { Company } from '@throughline/contracts/backend';
import { Building2, UserRound } from 'lucide-react';
import { endOpenSession } from '../../lib/open-session.ts';
import { MenuItem } from '../ui/menu-item.tsx';
import { useToast } from '../ui/toaster.tsx';
import { switchCompany } from './switch-company.ts';

interface CompanyChoiceProps {
  companies: readonly Company[];
  /** Undefined when the person acts for themselves. */
  companyId: string | undefined;
}

/** Whom the person acts for: it decides which projects there are and what may be done. */
export function CompanyChoice({ companies, companyId }: CompanyChoiceProps) {
  const showToast = useToast();

  async function choose(chosen: string | undefined) {
    if (chosen === companyId) return;
    const outcome = await switchCompany(chosen ?? null).catch(() => undefined);
    if (outcome?.status === 'switched') {
      await endOpenSession();
      // A whole new page: nothing of the other company stays in memory.
      window.location.assign('/');
      return;
    }
    const message = outcome?.message ?? 'The server could not be reached. Try again.';
    showToast({ kind: 'error', text: `You still act as before. ${message}` });
  }

  return (
    <>
      <MenuItem icon={UserRound} isChosen={companyId === undefined} onClick={() => void choose(undefined)}>
        Yourself
      </MenuItem>
      {companies.map(({ id, name }) => (
        <MenuItem key={id} icon={Building2} isChosen={id === companyId} onClick={() => void choose(id)}>
          {name}
        </MenuItem>
      ))}
    </>
  );
}
