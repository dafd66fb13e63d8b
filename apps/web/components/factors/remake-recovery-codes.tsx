'use client';

import { useActionState, useEffect, useEffectEvent, useState } from 'react';
import { Button } from '../ui/button.tsx';
import { DialogActions } from '../ui/dialog-actions.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Form } from '../ui/form.tsx';
import { SubmitButton } from '../ui/submit-button.tsx';
import { ProofField } from './proof-field.tsx';
import { remakeRecoveryCodes } from './second-factor-actions.ts';
import { nothingMade } from './second-factor-state.ts';

interface RemakeRecoveryCodesProps {
  hasPassword: boolean;
  username: string;
  onCodes: (codes: readonly string[]) => void;
}

export function RemakeRecoveryCodes({ onCodes, ...person }: RemakeRecoveryCodesProps) {
  const [isOpen, setIsOpen] = useState(false);
  const close = () => {
    setIsOpen(false);
  };
  return (
    <>
      <Button
        onClick={() => {
          setIsOpen(true);
        }}
      >
        Make new ones
      </Button>
      <Dialog
        isOpen={isOpen}
        onClose={close}
        title="Make new recovery codes?"
        description="You are shown ten new ones. The old ones are worth nothing from then on."
      >
        <RemakeForm {...person} onCancel={close} onCodes={onCodes} />
      </Dialog>
    </>
  );
}

function RemakeForm({ onCodes, onCancel, ...person }: RemakeRecoveryCodesProps & { onCancel: () => void }) {
  const [{ form, codes }, action] = useActionState(remakeRecoveryCodes, nothingMade);
  const done = useEffectEvent(onCodes);
  useEffect(() => {
    if (codes !== undefined) done(codes);
  }, [codes]);
  return (
    <Form action={action} state={form}>
      <ProofField form="remake-recovery-codes" state={form} {...person} />
      <DialogActions>
        <Button variant="quiet" onClick={onCancel}>
          Cancel
        </Button>
        <SubmitButton>Make new codes</SubmitButton>
      </DialogActions>
    </Form>
  );
}
