import { CircleAlert } from 'lucide-react';
import type { ReactNode } from 'react';

/** What went wrong with a whole form; takes the focus when no field is to blame. */
export function Alert({ children }: { children: ReactNode }) {
  return (
    <div
      role="alert"
      tabIndex={-1}
      className="flex gap-2 rounded-sm border border-bad-solid bg-bad-soft px-3 py-2 text-sm text-bad"
    >
      <CircleAlert aria-hidden className="mt-0.5 size-4 shrink-0" />
      <div>{children}</div>
    </div>
  );
}
