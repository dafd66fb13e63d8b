'use client';

import { useRouter } from 'next/navigation';
import { useEffect, useRef, useState, useTransition } from 'react';
import { browserSession } from '../../lib/browser-session.ts';
import { Provider, useRealtimeSubscription } from '../../lib/hooks.ts';
import { loadLater } from '../../lib/load-later.ts';

interface RefreshOnEventsProps {
  personId: string;
  gatewayUrl: string;
  topics: readonly string[];
}

/** Several events of one change, and the beginnings of several topics, are one reading. */
const pauseMs = 250;

/** Has the server render the page again when something has happened to what it shows. */
export function RefreshOnEvents({ personId, gatewayUrl, topics }: RefreshOnEventsProps) {
  const router = useRouter();
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const [isRefreshing, startRefreshing] = useTransition();
  const [isBegun, setIsBegun] = useState(false);
  useEffect(
    () => () => {
      clearTimeout(timer.current);
    },
    [],
  );
  async function refresh() {
    // Next would leave the page for one of the browser's own when the server cannot be reached.
    const isReached = await loadLater(requireServer).then(
      () => true,
      () => false,
    );
    // The next event brings the next reading.
    if (!isReached) return;
    startRefreshing(() => {
      router.refresh();
      setIsBegun(true);
    });
  }
  const refreshSoon = () => {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => void refresh(), pauseMs);
  };
  return (
    <Provider services={browserSession(personId, gatewayUrl)}>
      {topics.map((topic) => (
        <Topic key={topic} topic={topic} onChange={refreshSoon} />
      ))}
      <span hidden data-fresh={isBegun && !isRefreshing} />
    </Provider>
  );
}

async function requireServer(): Promise<void> {
  const response = await fetch('/livez', { cache: 'no-store' });
  if (!response.ok) throw new Error(`The server answered ${String(response.status)}.`);
}

function Topic({ topic, onChange }: { topic: string; onChange: () => void }) {
  useRealtimeSubscription(
    [
      'project.created',
      'project.updated',
      'project.deleted',
      'member.added',
      'member.updated',
      'member.removed',
      'session.started',
      'session.ended',
    ],
    { topic, onEvent: onChange, onReset: onChange },
  );
  return null;
}
