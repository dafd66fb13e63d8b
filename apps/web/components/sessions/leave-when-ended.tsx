'use client';

import { useEffect } from 'react';
import { loadSession } from '../../lib/load-session.ts';
import { isBeingLeft } from '../../lib/open-session.ts';

interface LeaveWhenEndedProps {
  personId: string;
  gatewayUrl: string;
}

/** Leaves the page as soon as its session has ended elsewhere: nothing of the person stays on the screen. */
export function LeaveWhenEnded({ personId, gatewayUrl }: LeaveWhenEndedProps) {
  useEffect(() => {
    let isGone = false;
    let unsubscribe: (() => void) | undefined;
    void loadSession(personId, gatewayUrl).then(({ realtime }) => {
      if (isGone) return;
      const leaveWhen = (status: typeof realtime.status) => {
        if (status !== 'signed_out' || isBeingLeft()) return;
        const { pathname, search } = window.location;
        window.location.assign(`/sign-in?ended=1&next=${encodeURIComponent(pathname + search)}`);
      };
      unsubscribe = realtime.onStatus(leaveWhen);
      leaveWhen(realtime.status);
    });
    return () => {
      isGone = true;
      unsubscribe?.();
    };
  }, [personId, gatewayUrl]);
  return null;
}
