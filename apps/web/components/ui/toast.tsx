'use client';

import { Check, CircleAlert, X } from 'lucide-react';
import { Button } from './button.tsx';

export interface ToastMessage {
  id: number;
  kind: 'done' | 'error';
  text: string;
  /** Under which the services logged what went wrong. */
  requestId?: string | undefined;
  undo?: (() => void) | undefined;
}

export function Toast({ toast, onClose }: { toast: ToastMessage; onClose: () => void }) {
  const Icon = toast.kind === 'done' ? Check : CircleAlert;
  return (
    <li className="pointer-events-auto flex w-full animate-in items-start gap-2 rounded-md bg-raised py-2 pr-2 pl-3 shadow-pop sm:w-auto sm:max-w-md">
      <Icon
        aria-hidden
        className={toast.kind === 'done' ? 'my-2 size-4 shrink-0 text-ok' : 'my-2 size-4 shrink-0 text-bad'}
      />
      <div className="min-w-0 flex-1 py-1.5 text-sm">
        <p>{toast.text}</p>
        {toast.requestId !== undefined && (
          <p className="text-xs break-all text-ink-3">Reference for support: {toast.requestId}</p>
        )}
      </div>
      {toast.undo !== undefined && (
        <Button
          variant="quiet"
          onClick={() => {
            toast.undo?.();
            onClose();
          }}
        >
          Undo
        </Button>
      )}
      <Button variant="quiet" size="icon" aria-label="Dismiss" onClick={onClose}>
        <X aria-hidden className="size-4" />
      </Button>
    </li>
  );
}
