'use client';

import { Plus } from 'lucide-react';
import { useState } from 'react';
import { useNewKey } from '../shortcuts/use-new-key.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { NewProjectForm } from './new-project-form.tsx';

export function NewProjectButton() {
  const [isOpen, setIsOpen] = useState(false);
  const close = () => {
    setIsOpen(false);
  };
  const key = useNewKey(true, () => {
    setIsOpen(true);
  });
  return (
    <>
      <Button
        variant="primary"
        aria-keyshortcuts={key}
        onClick={() => {
          setIsOpen(true);
        }}
      >
        <Plus aria-hidden className="size-4" /> New project
      </Button>
      <Dialog
        isOpen={isOpen}
        onClose={close}
        title="New project"
        description="It begins as a draft that your team can fill."
      >
        <NewProjectForm onCancel={close} />
      </Dialog>
    </>
  );
}
