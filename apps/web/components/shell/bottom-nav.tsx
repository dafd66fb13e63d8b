'use client';

import { clsx } from 'clsx';
import { CircleUser } from 'lucide-react';
import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { accountMenuId } from './account-menu-id.ts';
import { isAt, pages } from './pages.ts';

const itemStyle =
  'flex h-14 flex-1 flex-col items-center justify-center gap-1 text-2xs focus-visible:-outline-offset-2';

/** The navigation of a phone. */
export function BottomNav() {
  const path = usePathname();
  return (
    <nav
      aria-label="Main"
      className="fixed inset-x-0 bottom-0 z-20 border-t bg-canvas pb-[env(safe-area-inset-bottom)] md:hidden"
    >
      <ul className="flex">
        {pages.map(({ href, label, icon: Icon }) => {
          const isHere = isAt(href, path);
          return (
            <li key={href} className="flex flex-1">
              <Link
                href={href}
                aria-current={isHere ? 'page' : undefined}
                className={clsx(itemStyle, isHere ? 'font-medium text-accent-ink' : 'text-ink-2')}
              >
                <Icon aria-hidden className="size-5" />
                {label}
              </Link>
            </li>
          );
        })}
        <li className="flex flex-1">
          <button
            type="button"
            popoverTarget={accountMenuId}
            aria-haspopup="menu"
            className={clsx(itemStyle, 'text-ink-2')}
          >
            <CircleUser aria-hidden className="size-5" />
            Account
          </button>
        </li>
      </ul>
    </nav>
  );
}
