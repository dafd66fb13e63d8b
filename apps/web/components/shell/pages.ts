import { FolderKanban, LayoutDashboard, type LucideIcon } from 'lucide-react';

/** What the navigation leads to, at the side and at the bottom. */
export const pages: readonly { href: string; label: string; icon: LucideIcon }[] = [
  { href: '/', label: 'Dashboard', icon: LayoutDashboard },
  { href: '/projects', label: 'Projects', icon: FolderKanban },
];

/** Whether a page, or something below it, is at this path. */
export function isAt(href: string, path: string): boolean {
  return path === href || (href !== '/' && path.startsWith(`${href}/`));
}
