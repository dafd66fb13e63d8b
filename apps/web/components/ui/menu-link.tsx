import type { LucideIcon } from 'lucide-react';
import Link from 'next/link';
import type { ComponentProps } from 'react';
import { menuItemStyle } from './menu-item.tsx';

type MenuLinkProps = Omit<ComponentProps<typeof Link>, 'role' | 'className'> & { icon: LucideIcon };

/** An item of a menu that leads to a page. */
export function MenuLink({ icon: Icon, children, ...props }: MenuLinkProps) {
  return (
    <Link role="menuitem" tabIndex={-1} className={menuItemStyle} {...props}>
      <Icon aria-hidden className="size-4 shrink-0 text-ink-3" />
      <span className="min-w-0 flex-1 truncate">{children}</span>
    </Link>
  );
}
