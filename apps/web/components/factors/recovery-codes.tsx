'use client';

import { Copy } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { Button } from '../ui/button.tsx';
import { useToast } from '../ui/toaster.tsx';

interface RecoveryCodesProps {
  codes: readonly string[];
  onEnd: () => void;
}

/** Shown once: the page has no way back to them. */
export function RecoveryCodes({ codes, onEnd }: RecoveryCodesProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  const showToast = useToast();
  useEffect(() => {
    heading.current?.focus();
  }, []);
  return (
    <section aria-labelledby="recovery-codes" className="rounded-lg border bg-surface p-4">
      <h2 ref={heading} id="recovery-codes" tabIndex={-1} className="text-lg">
        Keep your recovery codes
      </h2>
      <p className="mt-1 text-sm text-ink-2">
        Each lets you in once when your app is not at hand. Print them, or keep them with your passwords: they are not
        shown again.
      </p>
      <ul className="my-4 grid grid-cols-1 gap-x-6 gap-y-1 font-mono text-sm sm:grid-cols-2">
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
      <div className="flex flex-wrap gap-2">
        <Button
          onClick={() => {
            navigator.clipboard.writeText(codes.join('\n')).then(
              () => {
                showToast({ kind: 'done', text: 'The codes are copied' });
              },
              () => {
                showToast({ kind: 'error', text: 'The browser did not copy them; select them instead' });
              },
            );
          }}
        >
          <Copy aria-hidden className="size-4" /> Copy
        </Button>
        <Button variant="primary" onClick={onEnd}>
          I have kept them
        </Button>
      </div>
    </section>
  );
}
