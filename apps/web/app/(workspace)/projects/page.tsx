import type { Metadata } from 'next';
import { Suspense } from 'react';
import { LiveRefresh } from '../../../components/live/live-refresh.tsx';
import { NewProjectButton } from '../../../components/projects/new-project-button.tsx';
import { ProjectFilters } from '../../../components/projects/project-filters.tsx';
import { ProjectListSkeleton } from '../../../components/projects/project-list-skeleton.tsx';
import { ProjectList } from '../../../components/projects/project-list.tsx';
import { projectQueryOf, projectsHref } from '../../../components/projects/project-query.ts';
import { PageHeader } from '../../../components/ui/page-header.tsx';
import { environment } from '../../../env.ts';
import { currentPerson } from '../../../lib/current-person.ts';
import { mayCreateProjects } from '../../../lib/may-create-projects.ts';
import { ownTopics } from '../../../lib/own-topics.ts';
import { requireSession } from '../../../lib/require-session.ts';

export const metadata: Metadata = { title: 'Projects' };

export default async function ProjectsPage({ searchParams }: PageProps<'/projects'>) {
  const query = projectQueryOf(await searchParams);
  const address = projectsHref(query, { page: query.page });
  const { claims } = await requireSession(address);
  const person = await currentPerson();
  const canCreate = mayCreateProjects(person, claims['company_id']);
  return (
    <>
      <PageHeader title="Projects" actions={canCreate && <NewProjectButton />} />
      <LiveRefresh
        personId={person.id}
        gatewayUrl={environment().GATEWAY_PUBLIC_URL}
        topics={ownTopics(person.id, claims['company_id'])}
      />
      <div className="mx-auto max-w-[1440px] p-4 md:p-6">
        <div className="mb-4">
          <ProjectFilters key={`${query.status ?? ''} ${query.ordering}`} query={query} />
        </div>
        <Suspense key={address} fallback={<ProjectListSkeleton />}>
          <ProjectList query={query} />
        </Suspense>
      </div>
    </>
  );
}
