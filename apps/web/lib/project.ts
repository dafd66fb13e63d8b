import 'server-only';
import { cache } from 'react';
import { allPages } from './all-pages.ts';
import { api } from './api.ts';
import { pageData } from './page-data.ts';

/** A project, asked for once in a render. */
export const project = cache((projectId: string) =>
  pageData(api().projects.getProject({ params: { project_id: projectId } })),
);

/** Everybody on a project's team. */
export const projectTeam = cache((projectId: string) =>
  pageData(allPages((query) => api().projects.listProjectMembers({ params: { project_id: projectId }, query }))),
);

/** Every task of a project. */
export function projectTasks(projectId: string) {
  return pageData(allPages((query) => api().projects.listTasks({ params: { project_id: projectId }, query })));
}
