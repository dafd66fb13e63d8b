import type { Identity } from '@throughline/contracts/backend';
import { formatInstant } from '../../lib/day.ts';
import { Disconnect } from './disconnect.tsx';

export function ConnectionRow({ identity, timeZone }: { identity: Identity; timeZone: string }) {
  const { id, provider_name: name, email, created_at: createdAt, last_used_at: usedAt } = identity;
  return (
    <li className="flex flex-wrap items-center gap-3 px-3 py-2.5">
      <div className="min-w-0 flex-1">
        <p className="truncate text-sm font-medium">
          {name} <span className="font-normal text-ink-2">{email}</span>
        </p>
        <p className="text-xs text-ink-3">
          {usedAt !== null && (
            <>
              last used <time dateTime={usedAt}>{formatInstant(usedAt, timeZone)}</time> ·{' '}
            </>
          )}
          connected <time dateTime={createdAt}>{formatInstant(createdAt, timeZone)}</time>
        </p>
      </div>
      <Disconnect identityId={id} label={`${name} ${email}`} />
    </li>
  );
}
