'use client';

import { KeyRound } from 'lucide-react';
import { useState, useSyncExternalStore } from 'react';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { AddPasskeyForm } from './add-passkey-form.tsx';
import { knowsPasskeys } from './browser-passkeys.ts';

interface AddPasskeyProps {
  hasPassword: boolean;
  username: string;
  suggestedName: string;
}

const never = () => () => undefined;

/** Shown once the browser has said that it knows passkeys. */
export function AddPasskey(props: AddPasskeyProps) {
  const [isOpen, setIsOpen] = useState(false);
  const isKnown = useSyncExternalStore(never, knowsPasskeys, () => undefined);
  const close = () => {
    setIsOpen(false);
  };
  if (isKnown === undefined) return null;
  if (!isKnown) return <p className="text-sm text-ink-2">This browser does not know passkeys.</p>;
  return (
    <>
      <Button
        variant="primary"
        onClick={() => {
          setIsOpen(true);
        }}
      >
        <KeyRound aria-hidden className="size-4" /> Add passkey
      </Button>
      <Dialog
        isOpen={isOpen}
        onClose={close}
        title="Add passkey"
        description="Your browser asks where to keep it: on this device, on a phone, or on a security key."
      >
        <AddPasskeyForm {...props} onEnd={close} />
      </Dialog>
    </>
  );
}
