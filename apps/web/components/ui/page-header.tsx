import type { ReactNode } from 'react';

interface PageHeaderProps {
  title: string;
  /** Stands before the title, a link back for instance. */
  before?: ReactNode;
  /** At the right end: at most one primary button. */
  actions?: ReactNode;
}

/** The bar on top of a page, with its only h1. */
export function PageHeader({ title, before, actions }: PageHeaderProps) {
  return (
    <header className="sticky top-0 z-10 flex h-14 items-center gap-3 border-b bg-canvas px-4 md:px-6">
      {before}
      <h1 className="min-w-0 flex-1 truncate text-lg">{title}</h1>
      {actions}
    </header>
  );
}
