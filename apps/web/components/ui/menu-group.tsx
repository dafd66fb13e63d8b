import { useId, type ReactNode } from 'react';

/** Items of a menu under a heading. */
export function MenuGroup({ label, children }: { label: string; children: ReactNode }) {
  const id = useId();
  return (
    <div role="group" aria-labelledby={id} className="not-first:mt-1 not-first:border-t not-first:pt-1">
      <p id={id} className="px-2 py-1 text-2xs font-medium text-ink-3">
        {label}
      </p>
      {children}
    </div>
  );
}
