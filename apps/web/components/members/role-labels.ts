import type { ProjectRoleEnum } from '@throughline/contracts/backend';

export const roleLabels: Readonly<Record<ProjectRoleEnum, string>> = {
  lead: 'Lead',
  contributor: 'Contributor',
  observer: 'Observer',
};
