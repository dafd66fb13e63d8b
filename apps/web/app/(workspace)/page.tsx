import { FolderKanban } from 'lucide-react';
import type { Metadata } from 'next';
import Link from 'next/link';
import { LiveRefresh } from '../../components/live/live-refresh.tsx';
import { NewProjectButton } from '../../components/projects/new-project-button.tsx';
import { ProjectCards } from '../../components/projects/project-cards.tsx';
import { projectQueryOf, projectsHref } from '../../components/projects/project-query.ts';
import { ProjectTable } from '../../components/projects/project-table.tsx';
import { EmptyState } from '../../components/ui/empty-state.tsx';
import { PageHeader } from '../../components/ui/page-header.tsx';
import { environment } from '../../env.ts';
import { api } from '../../lib/api.ts';
import { currentPerson } from '../../lib/current-person.ts';
import { todayIn } from '../../lib/day.ts';
import { mayCreateProjects } from '../../lib/may-create-projects.ts';
import { ownTopics } from '../../lib/own-topics.ts';
import { pageData } from '../../lib/page-data.ts';
import { requireSession } from '../../lib/require-session.ts';

export const metadata: Metadata = { title: 'Dashboard' };

const latestProjects = 5;

export default async function DashboardPage() {
  const { claims } = await requireSession('/');
  const person = await currentPerson();
  const today = todayIn(person.time_zone);
  const { listProjects } = api().projects;
  const count = async (query: Parameters<typeof listProjects>[0]) => (await pageData(listProjects(query))).count;
  const [latest, inProgress, open, late] = await Promise.all([
    pageData(listProjects({ query: { ordering: '-updated_at', page_size: latestProjects } })),
    count({ query: { status: 'in_progress', page_size: 1 } }),
    count({ query: { status: 'open', page_size: 1 } }),
    count({ query: { status: 'in_progress', due_before: today, page_size: 1 } }),
  ]);
  const query = projectQueryOf({});
  const figures = [
    { label: 'All projects', value: latest.count, href: '/projects' },
    { label: 'In progress', value: inProgress, href: projectsHref(query, { status: 'in_progress' }) },
    { label: 'Open', value: open, href: projectsHref(query, { status: 'open' }) },
    {
      label: 'In progress and due',
      value: late,
      href: projectsHref(query, { status: 'in_progress', ordering: 'due_date' }),
    },
  ];
  const canCreate = mayCreateProjects(person, claims['company_id']);
  return (
    <>
      <PageHeader title="Dashboard" actions={canCreate && <NewProjectButton />} />
      <LiveRefresh
        personId={person.id}
        gatewayUrl={environment().GATEWAY_PUBLIC_URL}
        topics={ownTopics(person.id, claims['company_id'])}
      />
      <div className="mx-auto grid max-w-[1216px] grid-cols-1 gap-6 p-4 md:p-6">
        <p className="text-ink-2">Welcome back, {person.display_name}.</p>
        <dl className="grid grid-cols-2 divide-line overflow-hidden rounded-lg border bg-surface max-lg:[&>:nth-child(-n+2)]:border-b max-lg:[&>:nth-child(odd)]:border-r lg:grid-cols-4 lg:divide-x">
          {figures.map(({ label, value, href }) => (
            <div key={label} className="relative p-4 hover:bg-hover">
              <dt className="text-sm text-ink-2">
                <Link href={href} className="after:absolute after:inset-0">
                  {label}
                </Link>
              </dt>
              <dd className="mt-1 text-2xl font-semibold tabular-nums">{value}</dd>
            </div>
          ))}
        </dl>
        <section aria-labelledby="latest">
          <div className="mb-2 flex items-baseline justify-between">
            <h2 id="latest" className="text-base">
              Changed last
            </h2>
            <Link href="/projects" className="text-sm font-medium text-accent-ink hover:underline">
              All projects
            </Link>
          </div>
          {latest.count === 0 ? (
            <EmptyState icon={FolderKanban} title="No projects yet" level={3}>
              A project that you create, or whose team you join, is listed here.
            </EmptyState>
          ) : (
            <>
              <ProjectTable projects={latest.results} query={query} today={today} timeZone={person.time_zone} />
              <ProjectCards projects={latest.results} today={today} />
            </>
          )}
        </section>
      </div>
    </>
  );
}
