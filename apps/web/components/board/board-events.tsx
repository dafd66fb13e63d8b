'use client';

import type { AnyEvent } from '@throughline/contracts/backend';
import type { RealtimeStatus } from '@throughline/sdk/realtime';
import { useEffect, useEffectEvent, useMemo } from 'react';
import { browserSession } from '../../lib/browser-session.ts';
import { Provider, useRealtimeSubscription, useRealtimeSync } from '../../lib/hooks.ts';

interface ProjectEventsProps {
  projectId: string;
  onEvent: (event: AnyEvent) => void;
  /** The board is to be read again. */
  onReset: () => void;
  onStatus: (status: RealtimeStatus) => void;
}

interface BoardEventsProps extends ProjectEventsProps {
  personId: string;
  gatewayUrl: string;
}

/** What others do with a project, while it is there. Shows nothing. */
export function BoardEvents({ personId, gatewayUrl, ...props }: BoardEventsProps) {
  // Kept: a session that has ended, because the person leaves or goes on for another company, is not to begin again here.
  const session = useMemo(() => browserSession(personId, gatewayUrl), [personId, gatewayUrl]);
  return (
    <Provider services={session}>
      <ProjectEvents {...props} />
    </Provider>
  );
}

function ProjectEvents({ projectId, onEvent, onReset, onStatus }: ProjectEventsProps) {
  useRealtimeSubscription('*', { topic: `project_${projectId}`, onEvent, onReset });
  const { status } = useRealtimeSync();
  const tell = useEffectEvent(onStatus);
  useEffect(() => {
    tell(status);
  }, [status]);
  return null;
}
