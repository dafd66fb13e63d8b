import type { Project } from '@throughline/contracts/backend';
import Link from 'next/link';
import { DueDay } from '../board/due-day.tsx';
import { ProjectStatus } from './project-status.tsx';
import { isOver } from './project-table.tsx';
import { TaskProgress } from './task-progress.tsx';

/** The list of projects on a phone. */
export function ProjectCards({ projects, today }: { projects: readonly Project[]; today: string }) {
  return (
    <ul className="divide-y divide-line rounded-lg border bg-surface md:hidden">
      {projects.map((project) => (
        <li key={project.id} className="relative p-3">
          <div className="flex items-start gap-2">
            <Link
              href={`/projects/${project.id}`}
              className="min-w-0 flex-1 font-medium break-words after:absolute after:inset-0"
            >
              {project.title}
            </Link>
            <ProjectStatus status={project.status} />
          </div>
          <div className="mt-1.5 flex items-center gap-3 text-xs text-ink-2">
            <TaskProgress done={project.done_task_count} total={project.task_count} />
            {project.due_date !== null && <DueDay day={project.due_date} today={today} isDone={isOver(project)} />}
          </div>
        </li>
      ))}
    </ul>
  );
}
