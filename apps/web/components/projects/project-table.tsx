import type { Project } from '@throughline/contracts/backend';
import Link from 'next/link';
import { formatInstant } from '../../lib/day.ts';
import { DueDay } from '../board/due-day.tsx';
import { SortHead } from '../ui/sort-head.tsx';
import { projectsHref, type ProjectQuery } from './project-query.ts';
import { ProjectStatus } from './project-status.tsx';
import { TaskProgress } from './task-progress.tsx';

interface ProjectTableProps {
  projects: readonly Project[];
  query: ProjectQuery;
  today: string;
  timeZone: string;
}

/** For wide pages; `ProjectCards` shows the same on a phone. */
export function ProjectTable({ projects, query, today, timeZone }: ProjectTableProps) {
  const head = (field: 'title' | 'status' | 'due_date' | 'updated_at', label: string) => {
    const isUp = query.ordering === field;
    const isDown = query.ordering === `-${field}`;
    return (
      <SortHead
        label={label}
        direction={isUp ? 'ascending' : isDown ? 'descending' : 'none'}
        href={projectsHref(query, { ordering: isUp ? `-${field}` : field })}
      />
    );
  };
  return (
    <div className="relative hidden overflow-x-auto rounded-lg border bg-surface md:block">
      <table className="w-full text-sm">
        <caption className="sr-only">Projects</caption>
        <thead className="h-9 border-b text-xs text-ink-2">
          <tr>
            {head('title', 'Project')}
            {head('status', 'Status')}
            <th scope="col" className="px-3 text-left font-medium">
              Tasks
            </th>
            {head('due_date', 'Due')}
            {head('updated_at', 'Changed')}
          </tr>
        </thead>
        <tbody className="divide-y divide-line">
          {projects.map((project) => (
            <tr key={project.id} className="relative h-10 hover:bg-hover">
              <td className="max-w-80 px-3">
                {/* The whole row is the link's target. */}
                <Link
                  href={`/projects/${project.id}`}
                  className="block truncate font-medium after:absolute after:inset-0 focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-ring"
                >
                  {project.title}
                </Link>
              </td>
              <td className="px-3">
                <ProjectStatus status={project.status} />
              </td>
              <td className="px-3 whitespace-nowrap text-ink-2">
                <TaskProgress done={project.done_task_count} total={project.task_count} />
              </td>
              <td className="px-3 whitespace-nowrap text-ink-2">
                {project.due_date === null ? (
                  <span className="text-ink-3">No day</span>
                ) : (
                  <DueDay day={project.due_date} today={today} isDone={isOver(project)} />
                )}
              </td>
              <td className="px-3 whitespace-nowrap text-ink-2">
                <time dateTime={project.updated_at}>{formatInstant(project.updated_at, timeZone)}</time>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** Whether a day that has passed no longer matters. */
export function isOver({ status }: Project): boolean {
  return status === 'completed' || status === 'cancelled' || status === 'archived';
}
