'use client';

import type { ProjectMember } from '@throughline/contracts/backend';
import { UserMinus } from 'lucide-react';
import { useActionState, useState } from 'react';
import { untouched } from '../../lib/form-state.ts';
import { Button } from '../ui/button.tsx';
import { DialogActions } from '../ui/dialog-actions.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Form } from '../ui/form.tsx';
import { SubmitButton } from '../ui/submit-button.tsx';
import { removeMember } from './actions.ts';
import { MemberKeys } from './member-keys.tsx';

export function RemoveMember({ member }: { member: ProjectMember }) {
  const [isOpen, setIsOpen] = useState(false);
  const name = member.person.display_name;
  const close = () => {
    setIsOpen(false);
  };
  return (
    <>
      <Button
        variant="quiet"
        size="icon"
        aria-label={`Remove ${name}`}
        onClick={() => {
          setIsOpen(true);
        }}
      >
        <UserMinus aria-hidden className="size-4" />
      </Button>
      <Dialog
        isOpen={isOpen}
        onClose={close}
        title={`Remove ${name}?`}
        description="Their tasks stay on the board and become nobody’s."
      >
        <RemovalForm member={member} onCancel={close} />
      </Dialog>
    </>
  );
}

function RemovalForm({ member, onCancel }: { member: ProjectMember; onCancel: () => void }) {
  const [state, action] = useActionState(removeMember, untouched);
  return (
    <Form action={action} state={state}>
      <MemberKeys member={member} />
      <DialogActions>
        <Button variant="quiet" onClick={onCancel}>
          Cancel
        </Button>
        <SubmitButton variant="danger">Remove member</SubmitButton>
      </DialogActions>
    </Form>
  );
}
