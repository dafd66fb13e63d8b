import { TaskStatusEnumValues } from '@throughline/contracts/backend';
import { Skeleton } from '../../../../components/ui/skeleton.tsx';

export default function ProjectLoading() {
  return (
    <div className="flex h-[calc(100dvh-3.5rem)] flex-col md:h-dvh">
      <div className="flex h-14 items-center border-b px-4 md:px-6">
        <Skeleton className="h-5 w-56" />
      </div>
      <div className="flex h-9 items-center gap-4 border-b px-4 md:px-6 pointer-coarse:h-11">
        <Skeleton className="h-4 w-12" />
        <Skeleton className="h-4 w-16" />
      </div>
      <p role="status" className="sr-only">
        The project is being read.
      </p>
      <div className="h-12" />
      <div className="flex min-h-0 flex-1 gap-3 overflow-hidden px-4 pb-4 md:px-6">
        {TaskStatusEnumValues.map((status) => (
          <div
            key={status}
            className="w-[84vw] shrink-0 rounded-lg bg-sunken p-2 sm:w-72 md:min-w-60 md:flex-1 md:shrink"
          >
            <Skeleton className="mb-3 h-6 w-24" />
            <Skeleton className="mb-2 h-20" />
            <Skeleton className="mb-2 h-24" />
            <Skeleton className="h-20" />
          </div>
        ))}
      </div>
    </div>
  );
}
