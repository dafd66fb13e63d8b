'use client';

import { useActionState, useState } from 'react';
import { untouched } from '../../lib/form-state.ts';
import { ProofField } from '../factors/proof-field.tsx';
import { Button } from '../ui/button.tsx';
import { DialogActions } from '../ui/dialog-actions.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Form } from '../ui/form.tsx';
import { SubmitButton } from '../ui/submit-button.tsx';
import { connect } from './actions.ts';

interface ConnectProps {
  provider: { id: string; name: string };
  hasPassword: boolean;
  username: string;
}

/** A new way in for good: who stands at somebody's open session does not get one. */
export function Connect(props: ConnectProps) {
  const [isOpen, setIsOpen] = useState(false);
  const { name } = props.provider;
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
        Connect {name}
      </Button>
      <Dialog
        isOpen={isOpen}
        onClose={close}
        title={`Connect ${name}?`}
        description="You sign in there, and from then on you can sign in here with that account."
      >
        <ConnectForm {...props} onCancel={close} />
      </Dialog>
    </>
  );
}

function ConnectForm({ provider, onCancel, ...person }: ConnectProps & { onCancel: () => void }) {
  const [state, action] = useActionState(connect, untouched);
  return (
    <Form action={action} state={state}>
      <input type="hidden" name="provider" value={provider.id} />
      <ProofField form={`connect-${provider.id}`} state={state} {...person} />
      <DialogActions>
        <Button variant="quiet" onClick={onCancel}>
          Cancel
        </Button>
        <SubmitButton>Go on</SubmitButton>
      </DialogActions>
    </Form>
  );
}
