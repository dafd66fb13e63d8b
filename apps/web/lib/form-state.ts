import type { FieldErrors } from '@throughline/contracts/wire';

/** What a server action tells the form that called it. A form starts as `untouched`. */
export type FormState =
  | { status: 'untouched'; values: FormValues }
  | { status: 'done'; values: FormValues }
  | {
      status: 'refused';
      /** What was sent, so that nobody types it again. Never a password. */
      values: FormValues;
      fields: FieldErrors;
      /** About the whole; undefined where the fields say it all. */
      message: string | undefined;
      requestId: string | undefined;
    };

export type FormValues = Readonly<Record<string, string>>;

export const untouched: FormState = { status: 'untouched', values: {} };

export function fieldErrors(state: FormState, name: string): readonly string[] | undefined {
  return state.status === 'refused' ? state.fields[name] : undefined;
}
