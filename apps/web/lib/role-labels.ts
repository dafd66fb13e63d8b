import type { RegistrationRoleEnum } from '@throughline/contracts/backend';

/** What a person may be by their own choice. */
export const roleLabels: Readonly<Record<RegistrationRoleEnum, string>> = {
  client: 'I have work to give',
  developer: 'I look for work',
};
