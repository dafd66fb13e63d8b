import type { Passkey } from '@throughline/contracts/backend';
import { formatInstant } from '../../lib/day.ts';
import { Badge } from '../ui/badge.tsx';
import { RemovePasskey } from './remove-passkey.tsx';
import { RenamePasskey } from './rename-passkey.tsx';

export function PasskeyRow({ passkey, timeZone }: { passkey: Passkey; timeZone: string }) {
  const { name, created_at, last_used_at } = passkey;
  return (
    <li className="flex flex-wrap items-center gap-3 px-3 py-2.5">
      <div className="min-w-0 flex-1">
        <p className="flex items-center gap-2 text-sm font-medium">
          <span className="truncate">{name}</span>
          {passkey.is_backed_up && <Badge tone="neutral">Backed up</Badge>}
        </p>
        <p className="text-xs text-ink-3">
          added <time dateTime={created_at}>{formatInstant(created_at, timeZone)}</time> ·{' '}
          {last_used_at === null ? (
            'never used'
          ) : (
            <>
              last used <time dateTime={last_used_at}>{formatInstant(last_used_at, timeZone)}</time>
            </>
          )}
        </p>
      </div>
      <RenamePasskey passkey={passkey} />
      <RemovePasskey passkey={passkey} />
    </li>
  );
}
