import { FolderKanban, SearchX } from 'lucide-react';
import { api } from '../../lib/api.ts';
import { currentPerson } from '../../lib/current-person.ts';
import { todayIn } from '../../lib/day.ts';
import { pageData } from '../../lib/page-data.ts';
import { ButtonLink } from '../ui/button-link.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { Pagination } from '../ui/pagination.tsx';
import { ProjectCards } from './project-cards.tsx';
import { projectsHref, projectsPerPage, type ProjectQuery } from './project-query.ts';
import { ProjectTable } from './project-table.tsx';

/** One page of the projects that the person sees. */
export async function ProjectList({ query }: { query: ProjectQuery }) {
  const { search, status, ordering, page } = query;
  const [{ time_zone: timeZone }, { results, count }] = await Promise.all([
    currentPerson(),
    pageData(
      api().projects.listProjects({
        query: { ordering, page, page_size: projectsPerPage, status, search: search === '' ? undefined : search },
      }),
    ),
  ]);
  if (count === 0) return search === '' && status === undefined ? <NoProjects /> : <NothingFound />;
  const today = todayIn(timeZone);
  return (
    <>
      <p role="status" className="sr-only">
        {count === 1 ? '1 project' : `${count} projects`}
      </p>
      <ProjectTable projects={results} query={query} today={today} timeZone={timeZone} />
      <ProjectCards projects={results} today={today} />
      <Pagination
        page={page}
        pageSize={projectsPerPage}
        count={count}
        hrefOf={(other) => projectsHref(query, { page: other })}
      />
    </>
  );
}

function NoProjects() {
  return (
    <EmptyState icon={FolderKanban} title="No projects yet">
      A project that you create, or whose team you join, is listed here.
    </EmptyState>
  );
}

function NothingFound() {
  return (
    <EmptyState
      icon={SearchX}
      title="No project fits"
      action={<ButtonLink href="/projects">Show all projects</ButtonLink>}
    >
      No project has these words and this status.
    </EmptyState>
  );
}
