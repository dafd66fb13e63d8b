import { KeyRound } from 'lucide-react';
import type { Metadata } from 'next';
import { headers } from 'next/headers';
import { AddPasskey } from '../../../../components/factors/add-passkey.tsx';
import { PasskeyRow } from '../../../../components/factors/passkey-row.tsx';
import { EmptyState } from '../../../../components/ui/empty-state.tsx';
import { PageHeader } from '../../../../components/ui/page-header.tsx';
import { allPages } from '../../../../lib/all-pages.ts';
import { api } from '../../../../lib/api.ts';
import { currentPerson } from '../../../../lib/current-person.ts';
import { deviceLabel } from '../../../../lib/device-label.ts';
import { pageData } from '../../../../lib/page-data.ts';
import { requireSession } from '../../../../lib/require-session.ts';

export const metadata: Metadata = { title: 'Passkeys' };

export default async function PasskeysPage() {
  await requireSession('/settings/passkeys');
  const [person, passkeys, asked] = await Promise.all([
    currentPerson(),
    pageData(allPages((query) => api().auth.listPasskeys({ query }))),
    headers(),
  ]);
  return (
    <>
      <PageHeader
        title="Passkeys"
        actions={
          <AddPasskey
            hasPassword={person.has_password}
            username={person.username}
            suggestedName={deviceLabel('', asked.get('user-agent') ?? '')}
          />
        }
      />
      <div className="mx-auto max-w-3xl p-4 md:p-6">
        <p className="mb-4 text-sm text-ink-2">
          With a passkey you sign in by your fingerprint, face or the lock of your device. There is nothing to type, and
          nothing that could be given to a false site.
        </p>
        {passkeys.length === 0 ? (
          <EmptyState icon={KeyRound} title="No passkeys yet">
            Add one for this device, and one for another in case this one is lost.
          </EmptyState>
        ) : (
          <ul className="divide-y divide-line rounded-lg border bg-surface">
            {passkeys.map((passkey) => (
              <PasskeyRow key={passkey.id} passkey={passkey} timeZone={person.time_zone} />
            ))}
          </ul>
        )}
      </div>
    </>
  );
}
