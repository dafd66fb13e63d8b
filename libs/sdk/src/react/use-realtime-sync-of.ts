import { useCallback, useMemo, useSyncExternalStore } from 'react';
import type { RealtimeClient, RealtimeStatus } from '../realtime/realtime-client.ts';

export interface RealtimeSync {
  status: RealtimeStatus;
  /** Whether what others do is seen at once. */
  isConnected: boolean;
  /** When the connection was lost, or while it stands when it began; null before the first one. */
  lastSync: Date | null;
  /** Tries again now. */
  reconnect: () => void;
}

export function useRealtimeSyncOf<Event>(realtime: RealtimeClient<Event>): RealtimeSync {
  const subscribe = useCallback((onChange: () => void) => realtime.onStatus(onChange), [realtime]);
  const status = useSyncExternalStore<RealtimeStatus>(
    subscribe,
    () => realtime.status,
    () => 'idle',
  );
  const lastSyncAtMs = useSyncExternalStore(
    subscribe,
    () => realtime.lastSyncAtMs,
    () => undefined,
  );
  return useMemo(
    () => ({
      status,
      isConnected: status === 'connected',
      lastSync: lastSyncAtMs === undefined ? null : new Date(lastSyncAtMs),
      reconnect: () => {
        realtime.reconnect();
      },
    }),
    [realtime, status, lastSyncAtMs],
  );
}
