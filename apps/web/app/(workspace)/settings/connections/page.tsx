import type { Metadata } from 'next';
import { Connect } from '../../../../components/connections/connect.tsx';
import { ConnectionRow } from '../../../../components/connections/connection-row.tsx';
import { problemText } from '../../../../components/connections/problem-text.ts';
import { Alert } from '../../../../components/ui/alert.tsx';
import { PageHeader } from '../../../../components/ui/page-header.tsx';
import { allPages } from '../../../../lib/all-pages.ts';
import { anonymousApi, api } from '../../../../lib/api.ts';
import { currentPerson } from '../../../../lib/current-person.ts';
import { pageData } from '../../../../lib/page-data.ts';
import { requireSession } from '../../../../lib/require-session.ts';

export const metadata: Metadata = { title: 'Connected accounts' };

export default async function ConnectionsPage({ searchParams }: PageProps<'/settings/connections'>) {
  await requireSession('/settings/connections');
  const [{ problem, connected }, person, { results: providers }, identities] = await Promise.all([
    searchParams,
    currentPerson(),
    pageData(anonymousApi().auth.listSocialProviders()),
    pageData(allPages((query) => api().auth.listIdentities({ query }))),
  ]);
  const text = problemText(problem);
  const fresh = identities.find(({ id }) => id === connected);
  return (
    <>
      <PageHeader title="Connected accounts" />
      <div className="mx-auto grid max-w-3xl grid-cols-1 gap-4 p-4 md:p-6">
        <p className="text-sm text-ink-2">
          Services with which you can sign in here. They are told nothing of what you do.
        </p>
        {text !== undefined && <Alert>{text}</Alert>}
        {fresh !== undefined && (
          <p role="status" className="rounded-sm bg-ok-soft px-3 py-2 text-sm text-ok">
            {fresh.provider_name} is connected.
          </p>
        )}
        {identities.length > 0 && (
          <ul className="divide-y divide-line rounded-lg border bg-surface">
            {identities.map((identity) => (
              <ConnectionRow key={identity.id} identity={identity} timeZone={person.time_zone} />
            ))}
          </ul>
        )}
        {identities.length === 0 && <p className="text-sm">No account is connected.</p>}
        {providers.length > 0 && (
          <ul className="flex flex-wrap gap-2">
            {providers.map(({ id, name }) => (
              <li key={id}>
                <Connect provider={{ id, name }} hasPassword={person.has_password} username={person.username} />
              </li>
            ))}
          </ul>
        )}
      </div>
    </>
  );
}
