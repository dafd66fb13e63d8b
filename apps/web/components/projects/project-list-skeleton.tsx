import { Skeleton } from '../ui/skeleton.tsx';

const rows = Array.from({ length: 8 }, (_, index) => index);

export function ProjectListSkeleton() {
  return (
    <div role="status" className="divide-y divide-line rounded-lg border bg-surface">
      <span className="sr-only">The projects are being read.</span>
      {rows.map((row) => (
        <div key={row} className="flex h-16 items-center gap-4 px-3 md:h-10">
          <Skeleton className="h-3.5 w-2/5" />
          <Skeleton className="h-5 w-16" />
          <Skeleton className="hidden h-3.5 w-24 md:block" />
          <Skeleton className="ml-auto hidden h-3.5 w-28 md:block" />
        </div>
      ))}
    </div>
  );
}
