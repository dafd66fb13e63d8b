import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { LiveRefresh } from '../../../../../components/live/live-refresh.tsx';
import { AddMemberButton } from '../../../../../components/members/add-member-button.tsx';
import { MemberRow } from '../../../../../components/members/member-row.tsx';
import { ProjectHeader } from '../../../../../components/projects/project-header.tsx';
import { isOver } from '../../../../../components/projects/project-table.tsx';
import { environment } from '../../../../../env.ts';
import { currentPerson } from '../../../../../lib/current-person.ts';
import { isProjectId } from '../../../../../lib/project-id.ts';
import { project as readProject, projectTeam } from '../../../../../lib/project.ts';
import { requireSession } from '../../../../../lib/require-session.ts';

export const metadata: Metadata = { title: 'Members' };

export default async function MembersPage({ params }: PageProps<'/projects/[projectId]/members'>) {
  const { projectId } = await params;
  if (!isProjectId(projectId)) notFound();
  await requireSession(`/projects/${projectId}/members`);
  const [person, project, team] = await Promise.all([currentPerson(), readProject(projectId), projectTeam(projectId)]);
  const canManage = project.my_access === 'manage' && !isOver(project);
  return (
    <>
      <ProjectHeader project={project} team={team} />
      <LiveRefresh
        personId={person.id}
        gatewayUrl={environment().GATEWAY_PUBLIC_URL}
        topics={[`project_${projectId}`]}
      />
      <div className="mx-auto max-w-3xl p-4 md:p-6">
        <div className="mb-3 flex items-center gap-3">
          <h2 className="flex-1 text-base">
            Members <span className="font-normal text-ink-3">{team.length}</span>
          </h2>
          {canManage && <AddMemberButton projectId={projectId} />}
        </div>
        <ul className="divide-y divide-line rounded-lg border bg-surface">
          {team.map((member) => (
            <MemberRow key={member.id} member={member} isSelf={member.person.id === person.id} canManage={canManage} />
          ))}
        </ul>
      </div>
    </>
  );
}
