import type { FormState } from '../../lib/form-state.ts';
import { fieldErrors } from '../../lib/form-state.ts';
import { Field } from '../ui/field.tsx';
import { PasswordInput } from '../ui/password-input.tsx';

interface ProofFieldProps {
  form: string;
  state: FormState;
  /** Who has no password proves who they are by a sign-in of just now. */
  hasPassword: boolean;
  username: string;
}

/** What proves that it is the person who changes how they sign in. */
export function ProofField({ form, state, hasPassword, username }: ProofFieldProps) {
  if (!hasPassword) return null;
  return (
    <>
      {/* For password managers: whose password it is. */}
      <input type="hidden" name="username" autoComplete="username" value={username} />
      <Field
        form={form}
        name="current_password"
        label="Current password"
        errors={fieldErrors(state, 'current_password')}
      >
        {(control) => <PasswordInput {...control} autoComplete="current-password" />}
      </Field>
    </>
  );
}
