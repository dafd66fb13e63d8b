import { FileQuestion } from 'lucide-react';
import type { Metadata } from 'next';
import { buttonStyle } from '../components/ui/button-style.ts';
import { EmptyState } from '../components/ui/empty-state.tsx';

export const metadata: Metadata = { title: 'Not found' };

export default function NotFoundPage() {
  return (
    <main id="content" tabIndex={-1} className="grid min-h-dvh place-items-center outline-none">
      <EmptyState
        icon={FileQuestion}
        level={1}
        title="There is no such page"
        action={
          // A plain link: this page is part of every other one, and would bring Next's a second time.
          <a href="/" className={buttonStyle({ variant: 'primary' })}>
            Go to the dashboard
          </a>
        }
      >
        The address may be mistyped, or what it led to is gone.
      </EmptyState>
    </main>
  );
}
