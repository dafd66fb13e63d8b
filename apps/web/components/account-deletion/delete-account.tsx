'use client';

import { useActionState, useState } from 'react';
import { untouched } from '../../lib/form-state.ts';
import { ProofField } from '../factors/proof-field.tsx';
import { Button } from '../ui/button.tsx';
import { DialogActions } from '../ui/dialog-actions.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Form } from '../ui/form.tsx';
import { SubmitButton } from '../ui/submit-button.tsx';
import { deleteAccount } from './actions.ts';

interface DeleteAccountProps {
  username: string;
  hasPassword: boolean;
}

export function DeleteAccount(person: DeleteAccountProps) {
  const [isOpen, setIsOpen] = useState(false);
  const close = () => {
    setIsOpen(false);
  };
  return (
    <>
      <Button
        variant="danger"
        onClick={() => {
          setIsOpen(true);
        }}
      >
        Delete account
      </Button>
      <Dialog
        isOpen={isOpen}
        onClose={close}
        title="Delete your account?"
        description="You are signed out everywhere now. A mail says until when you can change your mind by signing in."
      >
        <DeletionForm {...person} onCancel={close} />
      </Dialog>
    </>
  );
}

function DeletionForm({ onCancel, ...person }: DeleteAccountProps & { onCancel: () => void }) {
  const [state, action] = useActionState(deleteAccount, untouched);
  return (
    <Form action={action} state={state}>
      <ProofField form="delete-account" state={state} {...person} />
      <DialogActions>
        <Button variant="quiet" onClick={onCancel}>
          Cancel
        </Button>
        <SubmitButton variant="danger">Delete account</SubmitButton>
      </DialogActions>
    </Form>
  );
}
