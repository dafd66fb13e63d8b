import { Skeleton } from '../../../../../components/ui/skeleton.tsx';

const rows = [0, 1, 2];

export default function MembersLoading() {
  return (
    <>
      <div className="flex h-14 items-center border-b px-4 md:px-6">
        <Skeleton className="h-5 w-56" />
      </div>
      <div className="h-9 border-b pointer-coarse:h-11" />
      <div role="status" className="mx-auto max-w-3xl p-4 md:p-6">
        <span className="sr-only">The members are being read.</span>
        <Skeleton className="mb-3 h-8 w-28" />
        <div className="divide-y divide-line rounded-lg border bg-surface">
          {rows.map((row) => (
            <div key={row} className="flex h-13 items-center gap-3 px-3">
              <Skeleton className="size-8" />
              <Skeleton className="h-4 w-40" />
            </div>
          ))}
        </div>
      </div>
    </>
  );
}
