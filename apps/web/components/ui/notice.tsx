'use client';

import { useEffect, useRef, type ReactNode } from 'react';

/** What has happened and what comes next, in the place of the form that was sent; takes the focus from it. */
export function Notice({ title, children }: { title: string; children: ReactNode }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    heading.current?.focus();
  }, []);
  return (
    <div role="status">
      <h2 ref={heading} tabIndex={-1} className="mb-1 text-base outline-none">
        {title}
      </h2>
      <p className="text-sm text-ink-2">{children}</p>
    </div>
  );
}
