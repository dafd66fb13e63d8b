import { PageHeader } from '../../components/ui/page-header.tsx';
import { Skeleton } from '../../components/ui/skeleton.tsx';

export default function DashboardLoading() {
  return (
    <>
      <PageHeader title="Dashboard" />
      <div role="status" className="mx-auto grid max-w-[1216px] grid-cols-1 gap-6 p-4 md:p-6">
        <span className="sr-only">The dashboard is being read.</span>
        <Skeleton className="h-4 w-48" />
        <Skeleton className="h-44 lg:h-24" />
        <Skeleton className="h-64" />
      </div>
    </>
  );
}
