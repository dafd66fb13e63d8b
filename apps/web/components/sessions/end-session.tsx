'use client';

import { useActionState } from 'react';
import { untouched } from '../../lib/form-state.ts';
import { useRefusalToast } from '../../lib/use-refusal-toast.ts';
import { SubmitButton } from '../ui/submit-button.tsx';
import { endSession } from './actions.ts';

export function EndSession({ sessionId, label }: { sessionId: string; label: string }) {
  const [state, action] = useActionState(endSession, untouched);
  useRefusalToast(state);
  return (
    <form action={action}>
      <input type="hidden" name="session_id" value={sessionId} />
      <SubmitButton variant="quiet" aria-label={`End the session ${label}`}>
        End
      </SubmitButton>
    </form>
  );
}
