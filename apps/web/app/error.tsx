'use client';

import { Failure } from '../components/ui/failure.tsx';

export default function RootError({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  return (
    <main id="content" tabIndex={-1} className="outline-none">
      <Failure title="This page could not be loaded" reference={error.digest} reset={reset} />
    </main>
  );
}
