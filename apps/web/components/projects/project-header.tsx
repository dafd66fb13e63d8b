import type { Project, ProjectMember } from '@throughline/contracts/backend';
import { ChevronLeft } from 'lucide-react';
import { Avatar } from '../ui/avatar.tsx';
import { ButtonLink } from '../ui/button-link.tsx';
import { PageHeader } from '../ui/page-header.tsx';
import { TabsNav } from '../ui/tabs-nav.tsx';
import { ProjectMenu } from './project-menu.tsx';

const mostAvatars = 4;

/** What every page of a project begins with. */
export function ProjectHeader({ project, team }: { project: Project; team: readonly ProjectMember[] }) {
  const address = `/projects/${project.id}`;
  return (
    <>
      <PageHeader
        title={project.title}
        before={
          <ButtonLink href="/projects" variant="quiet" size="icon" aria-label="All projects" className="-ml-2">
            <ChevronLeft aria-hidden className="size-4" />
          </ButtonLink>
        }
        actions={
          <>
            <ul aria-label="Team" className="flex gap-1">
              {team.slice(0, mostAvatars).map(({ person }) => (
                <li key={person.id}>
                  <Avatar id={person.id} name={person.display_name} />
                </li>
              ))}
              {team.length > mostAvatars && (
                <li className="grid h-6 place-items-center rounded-full bg-hover px-1.5 text-[0.625rem] font-semibold">
                  +{team.length - mostAvatars}
                  <span className="sr-only"> more</span>
                </li>
              )}
            </ul>
            {project.my_access === 'manage' && <ProjectMenu project={project} />}
          </>
        }
      />
      <TabsNav
        label="Project"
        tabs={[
          { href: address, label: 'Board' },
          { href: `${address}/members`, label: 'Members' },
        ]}
      />
    </>
  );
}
