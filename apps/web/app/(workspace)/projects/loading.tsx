import { ProjectListSkeleton } from '../../../components/projects/project-list-skeleton.tsx';
import { PageHeader } from '../../../components/ui/page-header.tsx';
import { Skeleton } from '../../../components/ui/skeleton.tsx';

export default function ProjectsLoading() {
  return (
    <>
      <PageHeader title="Projects" />
      <div className="mx-auto max-w-[1440px] p-4 md:p-6">
        <Skeleton className="mb-4 h-8 w-72" />
        <ProjectListSkeleton />
      </div>
    </>
  );
}
