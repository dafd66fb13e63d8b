'use client';

import { useActionState } from 'react';
import { untouched } from '../../lib/form-state.ts';
import { useRefusalToast } from '../../lib/use-refusal-toast.ts';
import { SubmitButton } from '../ui/submit-button.tsx';
import { keepAccount } from './actions.ts';

/** Above every page while the account is about to be deleted. */
export function KeepAccount({ day }: { day: string }) {
  const [state, action] = useActionState(keepAccount, untouched);
  useRefusalToast(state);
  return (
    <form
      action={action}
      aria-label="Account deletion"
      className="flex flex-wrap items-center gap-3 border-b bg-warn-soft px-4 py-2 text-sm text-warn md:px-6"
    >
      <p className="flex-1">Your account will be deleted on {day}.</p>
      <SubmitButton variant="secondary">Keep the account</SubmitButton>
    </form>
  );
}
