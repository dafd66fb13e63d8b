'use client';

import { X } from 'lucide-react';
import { useEffect, useId, useRef, type ReactNode } from 'react';
import { Button } from './button.tsx';

interface DialogProps {
  isOpen: boolean;
  onClose: () => void;
  title: string;
  description?: string;
  children: ReactNode;
}

const firstControl = 'form :is(input:not([type="hidden"]), select, textarea)';

/** The browser's own modal dialog: it keeps the focus inside, closes with Esc and gives the focus back. */
export function Dialog({ isOpen, onClose, title, description, children }: DialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();

  useEffect(() => {
    if (!isOpen) {
      dialog.current?.close();
      return;
    }
    dialog.current?.showModal();
    // The browser would begin with the button that closes it.
    dialog.current?.querySelector<HTMLElement>(firstControl)?.focus();
  }, [isOpen]);

  return (
    <dialog
      ref={dialog}
      aria-labelledby={`${id}-title`}
      aria-describedby={description === undefined ? undefined : `${id}-description`}
      onClose={onClose}
      onMouseDown={(event) => {
        // Only the backdrop is the dialog itself; what is inside has its own elements.
        if (event.target === dialog.current) onClose();
      }}
      className={
        'w-full max-w-none overflow-hidden bg-raised shadow-dialog backdrop:bg-scrim open:animate-in ' +
        'max-sm:mt-auto max-sm:mb-0 max-sm:rounded-t-lg sm:m-auto sm:max-w-lg sm:rounded-lg'
      }
    >
      {isOpen && (
        <div className="max-h-[calc(100dvh-2rem)] overflow-y-auto p-5">
          <div className="mb-4 flex items-start gap-3">
            <div className="min-w-0 flex-1">
              <h2 id={`${id}-title`} className="text-lg">
                {title}
              </h2>
              {description !== undefined && (
                <p id={`${id}-description`} className="text-sm text-ink-2">
                  {description}
                </p>
              )}
            </div>
            <Button variant="quiet" size="icon" aria-label="Close" onClick={onClose}>
              <X aria-hidden className="size-4" />
            </Button>
          </div>
          {children}
        </div>
      )}
    </dialog>
  );
}
