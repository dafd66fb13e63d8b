import type { SecurityEventKindEnum } from '@throughline/contracts/backend';

export const eventLabels: Readonly<Record<SecurityEventKindEnum, string>> = {
  signed_in: 'Signed in',
  sign_in_failed: 'A sign-in failed',
  signed_out: 'Signed out',
  session_ended: 'A session was ended',
  token_replayed: 'A stolen session was ended',
  password_changed: 'Password changed',
  password_reset_asked: 'A new password was asked for by mail',
  password_reset: 'Password set by mail',
  email_change_asked: 'Another email address was asked for',
  email_changed: 'Email address changed',
  email_confirmed: 'Email address confirmed',
  deletion_asked: 'Deletion of the account was asked for',
  deletion_cancelled: 'The account was kept',
  second_factor_asked: 'A password was entered, the code not yet',
  second_factor_enabled: 'Two-step sign-in switched on',
  second_factor_disabled: 'Two-step sign-in switched off',
  second_factor_reset: 'Two-step sign-in switched off by our support',
  recovery_codes_made: 'New recovery codes made',
  recovery_code_used: 'A recovery code was used',
  passkey_added: 'Passkey added',
  passkey_removed: 'Passkey removed',
  identity_linked: 'Account of another service connected',
  identity_unlinked: 'Account of another service disconnected',
};

/** Why a session has ended. */
export const reasonLabels: ReadonlyMap<string, string> = new Map([
  ['ended_elsewhere', 'from another device'],
  ['ended_by_operator', 'by our support'],
  ['password_changed', 'by a new password'],
]);
