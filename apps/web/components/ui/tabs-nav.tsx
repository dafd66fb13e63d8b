'use client';

import { clsx } from 'clsx';
import Link from 'next/link';
import { usePathname } from 'next/navigation';

interface TabsNavProps {
  label: string;
  tabs: readonly { href: string; label: string }[];
}

/** The pages of one thing, side by side; links, because each has an address. */
export function TabsNav({ label, tabs }: TabsNavProps) {
  const path = usePathname();
  return (
    <nav aria-label={label} className="relative overflow-x-auto border-b px-2 md:px-4">
      <ul className="flex">
        {tabs.map((tab) => {
          const isHere = tab.href === path;
          return (
            <li key={tab.href}>
              <Link
                href={tab.href}
                aria-current={isHere ? 'page' : undefined}
                className={clsx(
                  'flex h-9 items-center border-b-2 px-2.5 text-sm font-medium transition-colors duration-100 pointer-coarse:h-11',
                  'focus-visible:-outline-offset-2',
                  isHere ? 'border-accent text-ink' : 'border-transparent text-ink-2 hover:text-ink',
                )}
              >
                {tab.label}
              </Link>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}
