import type { User } from '@throughline/contracts/backend';

/** What the backend decides by its own rules; here it decides whether the button is offered. */
export function mayCreateProjects({ role }: User, companyId: unknown): boolean {
  return typeof companyId === 'string' || role === 'client' || role === 'admin';
}
