import type { ReactNode } from 'react';
import { LeaveWhenEnded } from '../../components/sessions/leave-when-ended.tsx';
import { KeepAccount } from '../../components/account-deletion/keep-account.tsx';
import { AccountButton } from '../../components/shell/account-button.tsx';
import { AccountMenu } from '../../components/shell/account-menu.tsx';
import { BottomNav } from '../../components/shell/bottom-nav.tsx';
import { Logo } from '../../components/shell/logo.tsx';
import { SideNav } from '../../components/shell/side-nav.tsx';
import { environment } from '../../env.ts';
import { allPages } from '../../lib/all-pages.ts';
import { api } from '../../lib/api.ts';
import { currentPerson } from '../../lib/current-person.ts';
import { formatInstant } from '../../lib/day.ts';
import { pageData } from '../../lib/page-data.ts';
import { session } from '../../lib/session.ts';
import { areShortcutsOn } from '../../lib/shortcuts.ts';
import { chosenTheme } from '../../lib/theme.ts';

export default async function WorkspaceLayout({ children }: { children: ReactNode }) {
  // The page knows its address, and leads to the sign-in page with it.
  const current = await session.current();
  if (current === undefined) return children;
  const [person, companies, theme, hasShortcuts] = await Promise.all([
    currentPerson(),
    pageData(allPages((query) => api().companies.listCompanies({ query }))),
    chosenTheme(),
    areShortcutsOn(),
  ]);
  const companyId = current.claims['company_id'];
  return (
    <div className="md:grid md:min-h-dvh md:grid-cols-[232px_minmax(0,1fr)]">
      <aside className="sticky top-0 hidden h-dvh flex-col border-r p-3 md:flex">
        <div className="mb-4 flex h-8 items-center px-2">
          <Logo />
        </div>
        <SideNav />
        <div className="mt-auto border-t pt-2">
          <AccountButton person={person} />
        </div>
      </aside>
      <main id="content" tabIndex={-1} className="min-w-0 pb-14 outline-none md:pb-0">
        {person.deletion_at !== null && <KeepAccount day={formatInstant(person.deletion_at, person.time_zone)} />}
        {children}
      </main>
      <BottomNav />
      <LeaveWhenEnded personId={person.id} gatewayUrl={environment().GATEWAY_PUBLIC_URL} />
      <section aria-label="Account">
        <AccountMenu
          person={person}
          theme={theme}
          hasShortcuts={hasShortcuts}
          companies={companies}
          companyId={typeof companyId === 'string' ? companyId : undefined}
        />
      </section>
    </div>
  );
}
