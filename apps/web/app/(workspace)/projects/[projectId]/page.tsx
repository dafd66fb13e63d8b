import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { DueDay } from '../../../../components/board/due-day.tsx';
import { LiveBoard } from '../../../../components/board/live-board.tsx';
import { ProjectHeader } from '../../../../components/projects/project-header.tsx';
import { ProjectStatus } from '../../../../components/projects/project-status.tsx';
import { isOver } from '../../../../components/projects/project-table.tsx';
import { environment } from '../../../../env.ts';
import { currentPerson } from '../../../../lib/current-person.ts';
import { todayIn } from '../../../../lib/day.ts';
import { isProjectId } from '../../../../lib/project-id.ts';
import { project as readProject, projectTasks, projectTeam } from '../../../../lib/project.ts';
import { requireSession } from '../../../../lib/require-session.ts';

type Props = PageProps<'/projects/[projectId]'>;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { projectId } = await params;
  return isProjectId(projectId) ? { title: (await readProject(projectId)).title } : {};
}

export default async function ProjectPage({ params }: Props) {
  const { projectId } = await params;
  if (!isProjectId(projectId)) notFound();
  await requireSession(`/projects/${projectId}`);
  const [person, project, team, tasks] = await Promise.all([
    currentPerson(),
    readProject(projectId),
    projectTeam(projectId),
    projectTasks(projectId),
  ]);
  const today = todayIn(person.time_zone);
  return (
    <div className="flex h-[calc(100dvh-3.5rem)] flex-col md:h-dvh">
      <ProjectHeader project={project} team={team} />
      <LiveBoard
        personId={person.id}
        gatewayUrl={environment().GATEWAY_PUBLIC_URL}
        projectId={projectId}
        initialTasks={tasks}
        team={team.map((member) => member.person)}
        today={today}
        canChange={project.my_access !== 'view' && !isOver(project)}
      >
        <ProjectStatus status={project.status} />
        {project.due_date !== null && (
          <span className="text-xs text-ink-2">
            <DueDay day={project.due_date} today={today} isDone={isOver(project)} />
          </span>
        )}
      </LiveBoard>
    </div>
  );
}
