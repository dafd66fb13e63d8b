import { untouched, type FormState } from '../../../lib/form-state.ts';

export interface SignInState {
  form: FormState;
  /** Whether name and password were right and a code is asked for. */
  needsCode: boolean;
}

export const notSent: SignInState = { form: untouched, needsCode: false };
