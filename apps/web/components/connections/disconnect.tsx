'use client';

import { useActionState } from 'react';
import { untouched } from '../../lib/form-state.ts';
import { useRefusalToast } from '../../lib/use-refusal-toast.ts';
import { SubmitButton } from '../ui/submit-button.tsx';
import { disconnect } from './actions.ts';

export function Disconnect({ identityId, label }: { identityId: string; label: string }) {
  const [state, action] = useActionState(disconnect, untouched);
  useRefusalToast(state);
  return (
    <form action={action}>
      <input type="hidden" name="identity_id" value={identityId} />
      <SubmitButton variant="quiet" aria-label={`Disconnect ${label}`}>
        Disconnect
      </SubmitButton>
    </form>
  );
}
