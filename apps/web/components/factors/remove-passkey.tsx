'use client';

import type { Passkey } from '@throughline/contracts/backend';
import { useActionState, useState } from 'react';
import { untouched } from '../../lib/form-state.ts';
import { Button } from '../ui/button.tsx';
import { DialogActions } from '../ui/dialog-actions.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Form } from '../ui/form.tsx';
import { SubmitButton } from '../ui/submit-button.tsx';
import { removePasskey } from './passkey-actions.ts';

export function RemovePasskey({ passkey }: { passkey: Passkey }) {
  const [isOpen, setIsOpen] = useState(false);
  const close = () => {
    setIsOpen(false);
  };
  return (
    <>
      <Button
        variant="quiet"
        aria-label={`Remove the passkey ${passkey.name}`}
        onClick={() => {
          setIsOpen(true);
        }}
      >
        Remove
      </Button>
      <Dialog
        isOpen={isOpen}
        onClose={close}
        title={`Remove ${passkey.name}?`}
        description="Nobody signs in by it any more. Remove it on the device as well, which goes on offering it."
      >
        <RemovalForm passkey={passkey} onCancel={close} />
      </Dialog>
    </>
  );
}

function RemovalForm({ passkey, onCancel }: { passkey: Passkey; onCancel: () => void }) {
  const [state, action] = useActionState(removePasskey, untouched);
  return (
    <Form action={action} state={state}>
      <input type="hidden" name="passkey_id" value={passkey.id} />
      <DialogActions>
        <Button variant="quiet" onClick={onCancel}>
          Cancel
        </Button>
        <SubmitButton variant="danger">Remove passkey</SubmitButton>
      </DialogActions>
    </Form>
  );
}
