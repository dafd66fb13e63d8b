import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';

interface EmptyStateProps {
  icon: LucideIcon;
  title: string;
  /** The heading's level: 1 where it is all that the page holds. */
  level?: 1 | 2 | 3;
  children: ReactNode;
  /** One button or link. */
  action?: ReactNode;
}

/** Icon, title, one sentence, one action. */
export function EmptyState({ icon: Icon, title, level = 2, children, action }: EmptyStateProps) {
  const Heading = `h${level}` as const;
  return (
    <div className="mx-auto flex max-w-sm flex-col items-center px-4 py-16 text-center">
      <span className="mb-4 grid size-10 place-items-center rounded-md border bg-surface shadow-card">
        <Icon aria-hidden className="size-5 text-ink-3" />
      </span>
      <Heading className="text-lg">{title}</Heading>
      <p className="mt-1 text-sm text-ink-2">{children}</p>
      {action !== undefined && <div className="mt-5">{action}</div>}
    </div>
  );
}
