'use client';

import { CloudOff } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useEffect, useRef, useTransition } from 'react';
import { Button } from './button.tsx';
import { EmptyState } from './empty-state.tsx';

interface FailureProps {
  title: string;
  /** Under which the failure stands in the logs. */
  reference: string | undefined;
  reset: () => void;
}

/** In place of a page that could not be shown. */
export function Failure({ title, reference, reset }: FailureProps) {
  const router = useRouter();
  const [isTrying, startTrying] = useTransition();
  const failure = useRef<HTMLDivElement>(null);

  useEffect(() => {
    failure.current?.focus();
  }, []);

  return (
    <div ref={failure} tabIndex={-1} role="alert" className="grid min-h-[60dvh] place-items-center outline-none">
      <EmptyState
        icon={CloudOff}
        level={1}
        title={title}
        action={
          <Button
            variant="primary"
            aria-disabled={isTrying}
            onClick={() => {
              startTrying(() => {
                router.refresh();
                reset();
              });
            }}
          >
            Try again
          </Button>
        }
      >
        Nothing was changed.
        {reference !== undefined && (
          <>
            {' '}
            If this keeps happening, quote <span className="break-all">{reference}</span> to support.
          </>
        )}
      </EmptyState>
    </div>
  );
}
