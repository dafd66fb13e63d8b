import { ArrowDown, ArrowUp, ArrowUpDown } from 'lucide-react';
import Link from 'next/link';

interface SortHeadProps {
  label: string;
  direction: 'ascending' | 'descending' | 'none';
  /** The address of the list ordered the other way. */
  href: string;
}

const icons = { ascending: ArrowUp, descending: ArrowDown, none: ArrowUpDown } as const;

/** The head of a column that the list can be ordered by. */
export function SortHead({ label, direction, href }: SortHeadProps) {
  const Icon = icons[direction];
  return (
    <th scope="col" aria-sort={direction} className="px-3 text-left font-medium">
      <Link href={href} scroll={false} className="inline-flex items-center gap-1 hover:text-ink">
        {label}
        <Icon aria-hidden className={direction === 'none' ? 'size-3.5 text-ink-3' : 'size-3.5'} />
      </Link>
    </th>
  );
}
