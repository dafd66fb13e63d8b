'use client';

import { Plus } from 'lucide-react';
import { useState } from 'react';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { NewProjectForm } from './new-project-form.tsx';

export function NewProjectButton() {
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
