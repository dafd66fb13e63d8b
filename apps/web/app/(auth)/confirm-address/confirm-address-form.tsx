'use client';

import { useActionState } from 'react';
import { ButtonLink } from '../../../components/ui/button-link.tsx';
import { Form } from '../../../components/ui/form.tsx';
import { Notice } from '../../../components/ui/notice.tsx';
import { SubmitButton } from '../../../components/ui/submit-button.tsx';
import { untouched } from '../../../lib/form-state.ts';
import { confirmAddress } from './actions.ts';

/** A button: programs that read mails follow its links, but send no form. */
export function ConfirmAddressForm({ token }: { token: string }) {
  const [state, action] = useActionState(confirmAddress, untouched);
  if (state.status === 'done')
    return (
      <>
        <Notice title="The address is yours">From now on your mail goes there, and you can sign in with it.</Notice>
        <ButtonLink href="/" className="mt-5">
          Go on
        </ButtonLink>
      </>
    );
  return (
    <Form action={action} state={state}>
      <p className="text-sm text-ink-2">With this your mail goes to the new address.</p>
      <input type="hidden" name="token" value={token} />
      <SubmitButton className="w-full">Confirm the address</SubmitButton>
    </Form>
  );
}
