'use client';

import { WifiOff } from 'lucide-react';
import { useOnline } from '../../lib/use-online.ts';

/** The element is always there, so that screen readers notice when words come into it. */
export function OfflineBanner() {
  const isOnline = useOnline();
  return (
    <div role="status">
      {!isOnline && (
        <p className="flex items-center justify-center gap-2 bg-warn-soft px-4 py-1.5 text-sm font-medium text-warn">
          <WifiOff aria-hidden className="size-4 shrink-0" />
          You are offline. What you see may be old; changes wait until you are back.
        </p>
      )}
    </div>
  );
}
