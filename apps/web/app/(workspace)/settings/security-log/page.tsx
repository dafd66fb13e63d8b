import type { Metadata } from 'next';
import { LiveRefresh } from '../../../../components/live/live-refresh.tsx';
import { EventRow } from '../../../../components/security-log/event-row.tsx';
import { PageHeader } from '../../../../components/ui/page-header.tsx';
import { Pagination } from '../../../../components/ui/pagination.tsx';
import { environment } from '../../../../env.ts';
import { api } from '../../../../lib/api.ts';
import { currentPerson } from '../../../../lib/current-person.ts';
import { pageData } from '../../../../lib/page-data.ts';
import { requireSession } from '../../../../lib/require-session.ts';

const pageSize = 50;

export const metadata: Metadata = { title: 'Security log' };

export default async function SecurityLogPage({ searchParams }: PageProps<'/settings/security-log'>) {
  const { page: wanted } = await searchParams;
  const page = typeof wanted === 'string' && /^[1-9]\d{0,5}$/.test(wanted) ? Number(wanted) : 1;
  const hrefOf = (number: number) => `/settings/security-log${number === 1 ? '' : `?page=${number}`}`;
  const { claims } = await requireSession(hrefOf(page));
  const [person, { results, count }] = await Promise.all([
    currentPerson(),
    pageData(api().auth.listSecurityEvents({ query: { page, page_size: pageSize } })),
  ]);
  const sessionId = typeof claims['sid'] === 'string' ? claims['sid'] : undefined;
  return (
    <>
      <PageHeader title="Security log" />
      <LiveRefresh
        personId={person.id}
        gatewayUrl={environment().GATEWAY_PUBLIC_URL}
        topics={[`sessions_${person.id}`]}
      />
      <div className="mx-auto max-w-3xl p-4 md:p-6">
        <p className="mb-4 text-sm text-ink-2">
          What happened with your account in the last year. Is something there that was not you? End its session, and
          change your password.
        </p>
        <ul aria-label="Security log" className="divide-y divide-line rounded-lg border bg-surface">
          {results.map((event) => (
            <EventRow key={event.id} event={event} timeZone={person.time_zone} sessionId={sessionId} />
          ))}
        </ul>
        <Pagination page={page} pageSize={pageSize} count={count} hrefOf={hrefOf} />
      </div>
    </>
  );
}
