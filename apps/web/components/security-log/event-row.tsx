import type { SecurityEvent } from '@throughline/contracts/backend';
import { formatInstant } from '../../lib/day.ts';
import { deviceLabel } from '../../lib/device-label.ts';
import { EndSession } from '../sessions/end-session.tsx';
import { Badge } from '../ui/badge.tsx';
import { eventLabels, reasonLabels } from './event-labels.ts';

interface EventRowProps {
  event: SecurityEvent;
  timeZone: string;
  /** The session of the one who reads: it is ended by signing out. */
  sessionId: string | undefined;
}

export function EventRow({ event, timeZone, sessionId }: EventRowProps) {
  const { kind, at, device_name, user_agent, address, detail } = event;
  const device = deviceLabel(device_name, user_agent);
  const isHere = event.session_id !== null && event.session_id === sessionId;
  const details = Object.entries(detail).map(([name, value]) => (name === 'reason' ? reasonLabels.get(value) : value));
  return (
    <li className="flex flex-wrap items-center gap-3 px-3 py-2.5">
      <div className="min-w-0 flex-1">
        <p className="flex flex-wrap items-center gap-2 text-sm font-medium">
          <span>{eventLabels[kind]}</span>
          {details.length > 0 && <span className="font-normal text-ink-2">{details.filter(Boolean).join(', ')}</span>}
          {isHere && <Badge tone="accent">This session</Badge>}
        </p>
        <p className="text-xs text-ink-3">
          <time dateTime={at}>{formatInstant(at, timeZone)}</time> · {device}
          {address !== null && <> · {address}</>}
        </p>
      </div>
      {event.session_is_live && !isHere && event.session_id !== null && (
        <EndSession sessionId={event.session_id} label={device} />
      )}
    </li>
  );
}
