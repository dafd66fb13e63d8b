import type { ReactNode } from 'react';

/** The buttons at the end of a dialog, the one that does the work last. */
export function DialogActions({ children }: { children: ReactNode }) {
  return <div className="mt-6 flex justify-end gap-2">{children}</div>;
}
