'use client';

import type { Passkey } from '@throughline/contracts/backend';
import { useActionState, useEffect, useEffectEvent, useState } from 'react';
import { fieldErrors, untouched } from '../../lib/form-state.ts';
import { Button } from '../ui/button.tsx';
import { DialogActions } from '../ui/dialog-actions.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Field } from '../ui/field.tsx';
import { Form } from '../ui/form.tsx';
import { Input } from '../ui/input.tsx';
import { SubmitButton } from '../ui/submit-button.tsx';
import { renamePasskey } from './passkey-actions.ts';

export function RenamePasskey({ passkey }: { passkey: Passkey }) {
  const [isOpen, setIsOpen] = useState(false);
  const close = () => {
    setIsOpen(false);
  };
  return (
    <>
      <Button
        variant="quiet"
        aria-label={`Rename the passkey ${passkey.name}`}
        onClick={() => {
          setIsOpen(true);
        }}
      >
        Rename
      </Button>
      <Dialog isOpen={isOpen} onClose={close} title="Rename passkey">
        <NameForm passkey={passkey} onEnd={close} />
      </Dialog>
    </>
  );
}

function NameForm({ passkey, onEnd }: { passkey: Passkey; onEnd: () => void }) {
  const [state, action] = useActionState(renamePasskey, untouched);
  const done = useEffectEvent(onEnd);
  useEffect(() => {
    if (state.status === 'done') done();
  }, [state]);
  return (
    <Form action={action} state={state}>
      <input type="hidden" name="passkey_id" value={passkey.id} />
      <Field form="rename-passkey" name="name" label="Name" errors={fieldErrors(state, 'name')}>
        {(control) => (
          <Input {...control} autoComplete="off" maxLength={80} defaultValue={state.values['name'] ?? passkey.name} />
        )}
      </Field>
      <DialogActions>
        <Button variant="quiet" onClick={onEnd}>
          Cancel
        </Button>
        <SubmitButton>Rename</SubmitButton>
      </DialogActions>
    </Form>
  );
}
