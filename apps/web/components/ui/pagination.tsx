import { ChevronLeft, ChevronRight } from 'lucide-react';
import { ButtonLink } from './button-link.tsx';

interface PaginationProps {
  page: number;
  pageSize: number;
  count: number;
  /** The address of another page. */
  hrefOf: (page: number) => string;
}

export function Pagination({ page, pageSize, count, hrefOf }: PaginationProps) {
  const pages = Math.max(1, Math.ceil(count / pageSize));
  if (pages === 1) return null;
  return (
    <nav aria-label="Pages" className="mt-4 flex items-center justify-between gap-2 text-sm text-ink-2">
      <p>
        Page {page} of {pages}
      </p>
      <div className="flex gap-2">
        {page > 1 && (
          <ButtonLink href={hrefOf(page - 1)} rel="prev">
            <ChevronLeft aria-hidden className="size-4" /> Previous
          </ButtonLink>
        )}
        {page < pages && (
          <ButtonLink href={hrefOf(page + 1)} rel="next">
            Next <ChevronRight aria-hidden className="size-4" />
          </ButtonLink>
        )}
      </div>
    </nav>
  );
}
