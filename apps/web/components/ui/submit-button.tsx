'use client';

import { LoaderCircle } from 'lucide-react';
import type { ReactNode } from 'react';
import { useFormStatus } from 'react-dom';
import type { ButtonStyle } from './button-style.ts';
import { Button } from './button.tsx';

interface SubmitButtonProps extends ButtonStyle {
  className?: string;
  'aria-label'?: string;
  children: ReactNode;
}

/** Sends its form once: while the answer is awaited it does nothing, but keeps the focus. */
export function SubmitButton({ variant = 'primary', children, ...props }: SubmitButtonProps) {
  const { pending } = useFormStatus();
  return (
    <Button
      type="submit"
      variant={variant}
      aria-disabled={pending}
      onClick={(event) => {
        if (pending) event.preventDefault();
      }}
      {...props}
    >
      {pending && <LoaderCircle aria-hidden className="size-4 animate-spin" />}
      {children}
    </Button>
  );
}
