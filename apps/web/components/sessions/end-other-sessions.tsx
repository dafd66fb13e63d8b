'use client';

import { useActionState, useEffect, useState } from 'react';
import { untouched } from '../../lib/form-state.ts';
import { Button } from '../ui/button.tsx';
import { DialogActions } from '../ui/dialog-actions.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Form } from '../ui/form.tsx';
import { SubmitButton } from '../ui/submit-button.tsx';
import { endOtherSessions } from './actions.ts';

export function EndOtherSessions() {
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
        Sign out everywhere else
      </Button>
      <Dialog
        isOpen={isOpen}
        onClose={close}
        title="Sign out everywhere else?"
        description="Every other session ends at once. You stay signed in here."
      >
        <EndingForm onEnd={close} />
      </Dialog>
    </>
  );
}

function EndingForm({ onEnd }: { onEnd: () => void }) {
  const [state, action] = useActionState(endOtherSessions, untouched);
  useEffect(() => {
    if (state.status === 'done') onEnd();
  }, [state, onEnd]);
  return (
    <Form action={action} state={state}>
      <DialogActions>
        <Button variant="quiet" onClick={onEnd}>
          Cancel
        </Button>
        <SubmitButton variant="danger">Sign out everywhere else</SubmitButton>
      </DialogActions>
    </Form>
  );
}
