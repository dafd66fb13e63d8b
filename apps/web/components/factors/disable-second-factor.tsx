'use client';

import { useActionState, useEffect, useEffectEvent, useState } from 'react';
import { untouched } from '../../lib/form-state.ts';
import { Button } from '../ui/button.tsx';
import { DialogActions } from '../ui/dialog-actions.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Form } from '../ui/form.tsx';
import { SubmitButton } from '../ui/submit-button.tsx';
import { ProofField } from './proof-field.tsx';
import { disableSecondFactor } from './second-factor-actions.ts';

interface DisableSecondFactorProps {
  hasPassword: boolean;
  username: string;
  onEnd: () => void;
}

export function DisableSecondFactor({ onEnd, ...person }: DisableSecondFactorProps) {
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
        Switch off
      </Button>
      <Dialog
        isOpen={isOpen}
        onClose={close}
        title="Switch the second factor off?"
        description="From then on your password alone is enough, and your recovery codes are worth nothing."
      >
        <DisableForm
          {...person}
          onCancel={close}
          onDone={() => {
            close();
            onEnd();
          }}
        />
      </Dialog>
    </>
  );
}

interface DisableFormProps {
  hasPassword: boolean;
  username: string;
  onCancel: () => void;
  onDone: () => void;
}

function DisableForm({ onCancel, onDone, ...person }: DisableFormProps) {
  const [state, action] = useActionState(disableSecondFactor, untouched);
  const done = useEffectEvent(onDone);
  useEffect(() => {
    if (state.status === 'done') done();
  }, [state]);
  return (
    <Form action={action} state={state}>
      <ProofField form="disable-second-factor" state={state} {...person} />
      <DialogActions>
        <Button variant="quiet" onClick={onCancel}>
          Cancel
        </Button>
        <SubmitButton variant="danger">Switch it off</SubmitButton>
      </DialogActions>
    </Form>
  );
}
