import { clsx } from 'clsx';

/** The grey place of something that is being read; the page says so once, in words. */
export function Skeleton({ className }: { className: string }) {
  return <span aria-hidden className={clsx('block animate-pulse-soft rounded-sm bg-line', className)} />;
}
