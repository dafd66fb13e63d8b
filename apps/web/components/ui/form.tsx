'use client';

import { useEffect, useRef, type ReactNode } from 'react';
import type { FormState } from '../../lib/form-state.ts';
import { Alert } from './alert.tsx';

interface FormProps {
  action: (data: FormData) => void;
  /** The answer to the last sending. */
  state: FormState;
  children: ReactNode;
  className?: string;
}

/** Shows what is wrong with the whole, and moves the focus to the first thing to mend. */
export function Form({ action, state, children, className = 'grid grid-cols-1 gap-4' }: FormProps) {
  const form = useRef<HTMLFormElement>(null);

  useEffect(() => {
    if (state.status !== 'refused') return;
    form.current?.querySelector<HTMLElement>('[aria-invalid="true"], [role="alert"]')?.focus();
  }, [state]);

  return (
    <form ref={form} action={action} noValidate className={className}>
      {state.status === 'refused' && state.message !== undefined && (
        <Alert>
          {state.message}
          {state.requestId !== undefined && (
            <span className="block text-xs break-all">Reference for support: {state.requestId}</span>
          )}
        </Alert>
      )}
      {children}
    </form>
  );
}
