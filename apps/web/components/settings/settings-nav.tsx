'use client';

import { clsx } from 'clsx';
import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { settingsPages } from './settings-pages.ts';

/** Beside the page; on a narrow screen a line above it that scrolls. */
export function SettingsNav() {
  const path = usePathname();
  return (
    <nav aria-label="Settings" className="relative overflow-x-auto border-b md:border-r md:border-b-0 md:p-3">
      <div className="flex md:sticky md:top-3 md:grid md:grid-cols-1 md:gap-4">
        {settingsPages.map((group) => (
          <div key={group.label} role="group" aria-label={group.label} className="shrink-0">
            <p aria-hidden className="hidden px-2 pb-1 text-xs font-medium text-ink-3 md:block">
              {group.label}
            </p>
            <ul className="flex md:grid md:grid-cols-1 md:gap-0.5">
              {group.pages.map(({ href, label }) => {
                const isHere = href === path;
                return (
                  <li key={href}>
                    <Link
                      href={href}
                      aria-current={isHere ? 'page' : undefined}
                      className={clsx(
                        'flex h-9 items-center rounded-sm px-2.5 text-sm whitespace-nowrap transition-colors duration-100 pointer-coarse:h-11 md:h-8 md:px-2',
                        'focus-visible:-outline-offset-2',
                        isHere ? 'font-medium text-ink md:bg-hover' : 'text-ink-2 hover:text-ink md:hover:bg-hover',
                      )}
                    >
                      {label}
                    </Link>
                  </li>
                );
              })}
            </ul>
          </div>
        ))}
      </div>
    </nav>
  );
}
