import { PageHeader } from '../../../../components/ui/page-header.tsx';
import { Skeleton } from '../../../../components/ui/skeleton.tsx';

export default function SecondFactorLoading() {
  return (
    <>
      <PageHeader title="Second factor" />
      <div role="status" className="mx-auto grid max-w-md grid-cols-1 gap-4 p-4 md:p-6">
        <span className="sr-only">The second factor is being read.</span>
        <Skeleton className="h-4 w-72" />
        <Skeleton className="h-28" />
      </div>
    </>
  );
}
