import type { ReactNode } from 'react';
import { AccountButton } from '../../components/shell/account-button.tsx';
import { AccountMenu } from '../../components/shell/account-menu.tsx';
import { BottomNav } from '../../components/shell/bottom-nav.tsx';
import { Logo } from '../../components/shell/logo.tsx';
import { SideNav } from '../../components/shell/side-nav.tsx';
import { currentPerson } from '../../lib/current-person.ts';
import { session } from '../../lib/session.ts';
import { chosenTheme } from '../../lib/theme.ts';

export default async function WorkspaceLayout({ children }: { children: ReactNode }) {
  // The page knows its address, and leads to the sign-in page with it.
  if ((await session.current()) === undefined) return children;
  const person = await currentPerson();
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
        {children}
      </main>
      <BottomNav />
      <AccountMenu person={person} theme={await chosenTheme()} />
    </div>
  );
}
