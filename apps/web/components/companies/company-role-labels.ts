import type { CompanyRoleEnum } from '@throughline/contracts/backend';

export const companyRoleLabels: Readonly<Record<CompanyRoleEnum, string>> = {
  owner: 'Owner',
  manager: 'Manager',
  member: 'Member',
  viewer: 'Viewer',
};
