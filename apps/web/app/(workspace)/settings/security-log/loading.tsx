import { PageHeader } from '../../../../components/ui/page-header.tsx';
import { Skeleton } from '../../../../components/ui/skeleton.tsx';

export default function SecurityLogLoading() {
  return (
    <>
      <PageHeader title="Security log" />
      <div role="status" className="mx-auto grid max-w-3xl grid-cols-1 gap-4 p-4 md:p-6">
        <span className="sr-only">The security log is being read.</span>
        <Skeleton className="h-4 w-72" />
        <Skeleton className="h-40" />
      </div>
    </>
  );
}
