import type { ListProjectsQuery } from '@throughline/contracts/backend';
import { keysOf } from '../../lib/keys-of.ts';
import { projectStatusLabels } from './project-status-labels.ts';

/** What the address of the list says: search, filter, order and page. */
export interface ProjectQuery {
  search: string;
  status: ListProjectsQuery['status'];
  ordering: ProjectOrdering;
  page: number;
}

export const projectOrderings = {
  '-updated_at': 'Changed last',
  updated_at: 'Unchanged longest',
  title: 'Title, A to Z',
  '-title': 'Title, Z to A',
  due_date: 'Due first',
  '-due_date': 'Due last',
  status: 'Status',
  '-status': 'Status, reversed',
} as const;

export type ProjectOrdering = keyof typeof projectOrderings;

export const projectsPerPage = 20;

const longestSearch = 200;
const lastPage = 100_000;

/** Addresses are typed and mailed by people: what makes no sense is left out. */
export function projectQueryOf(params: Readonly<Record<string, string | string[] | undefined>>): ProjectQuery {
  const text = (name: string) => {
    const value = params[name];
    return typeof value === 'string' ? value : '';
  };
  const page = Number(text('page'));
  const ordering = text('ordering');
  return {
    search: text('search').trim().slice(0, longestSearch),
    status: keysOf(projectStatusLabels).find((known) => known === text('status')),
    ordering: isOrdering(ordering) ? ordering : '-updated_at',
    page: Number.isInteger(page) && page >= 1 && page <= lastPage ? page : 1,
  };
}

/** The address of the list with some of its query changed; a changed filter begins at the first page. */
export function projectsHref(query: ProjectQuery, changes: Partial<ProjectQuery>): string {
  const { search, status, ordering, page } = { ...query, page: 1, ...changes };
  const params = new URLSearchParams();
  if (search !== '') params.set('search', search);
  if (status !== undefined) params.set('status', status);
  if (ordering !== '-updated_at') params.set('ordering', ordering);
  if (page > 1) params.set('page', String(page));
  const text = params.toString();
  return text === '' ? '/projects' : `/projects?${text}`;
}

function isOrdering(value: string): value is ProjectOrdering {
  return Object.hasOwn(projectOrderings, value);
}
