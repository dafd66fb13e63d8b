import type { Metadata } from 'next';
import Link from 'next/link';
import { LiveRefresh } from '../../../../components/live/live-refresh.tsx';
import { EndOtherSessions } from '../../../../components/sessions/end-other-sessions.tsx';
import { SessionRow } from '../../../../components/sessions/session-row.tsx';
import { PageHeader } from '../../../../components/ui/page-header.tsx';
import { environment } from '../../../../env.ts';
import { allPages } from '../../../../lib/all-pages.ts';
import { api } from '../../../../lib/api.ts';
import { currentPerson } from '../../../../lib/current-person.ts';
import { pageData } from '../../../../lib/page-data.ts';
import { requireSession } from '../../../../lib/require-session.ts';

export const metadata: Metadata = { title: 'Sessions and devices' };

export default async function SessionsPage() {
  await requireSession('/settings/sessions');
  const [person, sessions] = await Promise.all([
    currentPerson(),
    pageData(allPages((query) => api().auth.listSessions({ query }))),
  ]);
  return (
    <>
      <PageHeader title="Sessions and devices" actions={sessions.length > 1 && <EndOtherSessions />} />
      <LiveRefresh
        personId={person.id}
        gatewayUrl={environment().GATEWAY_PUBLIC_URL}
        topics={[`sessions_${person.id}`]}
      />
      <div className="mx-auto max-w-3xl p-4 md:p-6">
        <p className="mb-4 text-sm text-ink-2">
          Where you are signed in. End what you do not know, and{' '}
          <Link href="/settings/password" className="font-medium text-accent-ink underline underline-offset-2">
            change your password
          </Link>
          .
        </p>
        <ul aria-label="Sessions" className="divide-y divide-line rounded-lg border bg-surface">
          {sessions.map((session) => (
            <SessionRow key={session.id} session={session} timeZone={person.time_zone} />
          ))}
        </ul>
      </div>
    </>
  );
}
