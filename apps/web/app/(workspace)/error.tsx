'use client';

import { Failure } from '../../components/ui/failure.tsx';

export default function WorkspaceError({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  return <Failure title="This page could not be loaded" reference={error.digest} reset={reset} />;
}
