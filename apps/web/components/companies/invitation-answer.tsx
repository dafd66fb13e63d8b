'use client';

import { useActionState } from 'react';
import { untouched } from '../../lib/form-state.ts';
import { useRefusalToast } from '../../lib/use-refusal-toast.ts';
import { SubmitButton } from '../ui/submit-button.tsx';
import { acceptInvitation, declineInvitation } from './actions.ts';

interface InvitationAnswerProps {
  invitationId: string;
  companyName: string;
}

export function InvitationAnswer({ invitationId, companyName }: InvitationAnswerProps) {
  const [accepted, accept] = useActionState(acceptInvitation, untouched);
  const [declined, decline] = useActionState(declineInvitation, untouched);
  useRefusalToast(accepted);
  useRefusalToast(declined);
  return (
    <div className="flex gap-2">
      <form action={decline}>
        <input type="hidden" name="invitation_id" value={invitationId} />
        <SubmitButton variant="quiet" aria-label={`Decline the invitation of ${companyName}`}>
          Decline
        </SubmitButton>
      </form>
      <form action={accept}>
        <input type="hidden" name="invitation_id" value={invitationId} />
        <SubmitButton aria-label={`Accept the invitation of ${companyName}`}>Accept</SubmitButton>
      </form>
    </div>
  );
}
