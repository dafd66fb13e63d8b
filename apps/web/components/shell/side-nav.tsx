'use client';

import { clsx } from 'clsx';
import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { isAt, pages } from './pages.ts';

export function SideNav() {
  const path = usePathname();
  return (
    <nav aria-label="Main">
      <ul className="grid grid-cols-1 gap-0.5">
        {pages.map(({ href, label, icon: Icon }) => {
          const isHere = isAt(href, path);
          return (
            <li key={href}>
              <Link
                href={href}
                aria-current={isHere ? 'page' : undefined}
                className={clsx(
                  'flex h-8 items-center gap-2.5 rounded-sm px-2 text-sm transition-colors duration-100 pointer-coarse:h-11',
                  isHere ? 'bg-hover font-medium text-ink' : 'text-ink-2 hover:bg-hover hover:text-ink',
                )}
              >
                <Icon aria-hidden className={clsx('size-4', isHere ? 'text-accent' : 'text-ink-3')} />
                {label}
              </Link>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}
