import { Building2 } from 'lucide-react';
import type { Metadata } from 'next';
import { companyRoleLabels } from '../../../../components/companies/company-role-labels.ts';
import { InvitationRow } from '../../../../components/companies/invitation-row.tsx';
import { EmptyState } from '../../../../components/ui/empty-state.tsx';
import { PageHeader } from '../../../../components/ui/page-header.tsx';
import { allPages } from '../../../../lib/all-pages.ts';
import { api } from '../../../../lib/api.ts';
import { currentPerson } from '../../../../lib/current-person.ts';
import { pageData } from '../../../../lib/page-data.ts';
import { requireSession } from '../../../../lib/require-session.ts';

export const metadata: Metadata = { title: 'Companies' };

export default async function CompaniesPage() {
  await requireSession('/settings/companies');
  const [person, invitations, companies] = await Promise.all([
    currentPerson(),
    pageData(allPages((query) => api().companies.listOwnInvitations({ query }))),
    pageData(allPages((query) => api().companies.listCompanies({ query }))),
  ]);
  return (
    <>
      <PageHeader title="Companies" />
      <div className="mx-auto grid max-w-3xl grid-cols-1 gap-6 p-4 md:p-6">
        {invitations.length > 0 && (
          <section aria-labelledby="invitations">
            <h2 id="invitations" className="mb-2 text-base">
              Invitations
            </h2>
            <ul className="divide-y divide-line rounded-lg border bg-surface">
              {invitations.map((invitation) => (
                <InvitationRow key={invitation.id} invitation={invitation} timeZone={person.time_zone} />
              ))}
            </ul>
          </section>
        )}
        {companies.length > 0 && (
          <section aria-labelledby="companies">
            <h2 id="companies" className="mb-2 text-base">
              Your companies
            </h2>
            <ul className="divide-y divide-line rounded-lg border bg-surface">
              {companies.map(({ id, name, my_role: role }) => (
                <li key={id} className="flex items-center gap-3 px-3 py-2.5 text-sm">
                  <span className="min-w-0 flex-1 truncate font-medium">{name}</span>
                  <span className="text-ink-2">{companyRoleLabels[role]}</span>
                </li>
              ))}
            </ul>
            <p className="mt-2 text-sm text-ink-2">For which one you act is chosen in the menu below your name.</p>
          </section>
        )}
        {invitations.length === 0 && companies.length === 0 && (
          <EmptyState icon={Building2} title="You act for yourself">
            Companies that invite {person.email} appear here.
          </EmptyState>
        )}
      </div>
    </>
  );
}
