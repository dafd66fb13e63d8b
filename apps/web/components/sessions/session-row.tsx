import type { Session } from '@throughline/contracts/backend';
import { formatInstant } from '../../lib/day.ts';
import { deviceLabel } from '../../lib/device-label.ts';
import { Badge } from '../ui/badge.tsx';
import { EndSession } from './end-session.tsx';

export function SessionRow({ session, timeZone }: { session: Session; timeZone: string }) {
  const label = deviceLabel(session.device_name, session.user_agent);
  return (
    <li className="flex flex-wrap items-center gap-3 px-3 py-2.5">
      <div className="min-w-0 flex-1">
        <p className="flex items-center gap-2 text-sm font-medium">
          <span className="truncate">{label}</span>
          {session.is_current && <Badge tone="accent">This device</Badge>}
        </p>
        <p className="text-xs text-ink-3">
          {session.address !== null && <>{session.address} · </>}
          last used <time dateTime={session.last_used_at}>{formatInstant(session.last_used_at, timeZone)}</time> ·
          signed in <time dateTime={session.created_at}>{formatInstant(session.created_at, timeZone)}</time>
        </p>
      </div>
      {!session.is_current && <EndSession sessionId={session.id} label={label} />}
    </li>
  );
}
