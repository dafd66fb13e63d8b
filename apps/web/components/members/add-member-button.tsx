'use client';

import { UserPlus } from 'lucide-react';
import { useState } from 'react';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { AddMemberForm } from './add-member-form.tsx';

export function AddMemberButton({ projectId }: { projectId: string }) {
  const [isOpen, setIsOpen] = useState(false);
  const close = () => {
    setIsOpen(false);
  };
  return (
    <>
      <Button
        variant="primary"
        onClick={() => {
          setIsOpen(true);
        }}
      >
        <UserPlus aria-hidden className="size-4" /> Add member
      </Button>
      <Dialog isOpen={isOpen} onClose={close} title="Add member" description="They see the project at once.">
        <AddMemberForm projectId={projectId} onDone={close} />
      </Dialog>
    </>
  );
}
