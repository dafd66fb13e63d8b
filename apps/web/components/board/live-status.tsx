import type { RealtimeStatus } from '@throughline/sdk/realtime';
import { clsx } from 'clsx';

const words: Readonly<Record<RealtimeStatus, string>> = {
  idle: 'Connecting',
  connecting: 'Connecting',
  connected: 'Live',
  waiting: 'Reconnecting',
  refused: 'Not live',
  signed_out: 'Signed out',
};

/** Whether what others do is seen here at once. */
export function LiveStatus({ status }: { status: RealtimeStatus }) {
  const isLive = status === 'connected';
  return (
    <span role="status" data-live={isLive} className="flex items-center gap-1.5 text-xs text-ink-2">
      <span aria-hidden className={clsx('size-1.5 rounded-full', isLive ? 'bg-ok' : 'bg-progress')} />
      {words[status]}
    </span>
  );
}
