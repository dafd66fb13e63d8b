import type { FieldErrors } from '@throughline/contracts/wire';
import { password, required } from '../../lib/form-checks.ts';

/** The password of a form that asks for one; a form that does not has no such field. */
export function proofOf(data: FormData): { body: { current_password?: string }; fields: FieldErrors | undefined } {
  if (!data.has('current_password')) return { body: {}, fields: undefined };
  const body = { current_password: password(data, 'current_password') };
  return { body, fields: required(body, { current_password: 'Enter your password.' }) };
}
