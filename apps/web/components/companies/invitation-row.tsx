import type { OwnInvitation } from '@throughline/contracts/backend';
import { formatInstant } from '../../lib/day.ts';
import { companyRoleLabels } from './company-role-labels.ts';
import { InvitationAnswer } from './invitation-answer.tsx';

export function InvitationRow({ invitation, timeZone }: { invitation: OwnInvitation; timeZone: string }) {
  const { id, company_name: companyName, role, invited_by: invitedBy, expires_at: expiresAt } = invitation;
  return (
    <li className="flex flex-wrap items-center gap-3 px-3 py-2.5">
      <div className="min-w-0 flex-1">
        <p className="truncate text-sm font-medium">
          {companyName} <span className="font-normal text-ink-2">as {companyRoleLabels[role].toLowerCase()}</span>
        </p>
        <p className="text-xs text-ink-3">
          by {invitedBy.display_name} ({invitedBy.username}) · until{' '}
          <time dateTime={expiresAt}>{formatInstant(expiresAt, timeZone)}</time>
        </p>
      </div>
      <InvitationAnswer invitationId={id} companyName={companyName} />
    </li>
  );
}
