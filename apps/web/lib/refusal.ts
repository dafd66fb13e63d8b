import { HttpError, isSdkError, NetworkError, TimeoutError } from '@throughline/sdk';
import type { FormState, FormValues } from './form-state.ts';

/**
 * What a failed call tells the person who filled in a form. A message about a field that the form does not show becomes
 * one about the whole. What is no failure of the call is thrown again.
 */
export function refusal(error: unknown, values: FormValues, shown: readonly string[]): FormState {
  if (!isSdkError(error)) throw error;
  const all = error instanceof HttpError ? error.fields : {};
  const fields = Object.fromEntries(Object.entries(all).filter(([name]) => shown.includes(name)));
  const other = Object.entries(all).flatMap(([name, messages]) => (shown.includes(name) ? [] : messages));
  if (Object.keys(fields).length > 0 && other.length === 0)
    return { status: 'refused', values, fields, message: undefined, requestId: undefined };
  const isPersonal = error instanceof HttpError && error.status < 500;
  return {
    status: 'refused',
    values,
    fields,
    message: other.length > 0 ? other.join(' ') : isPersonal ? error.message : unavailable(error),
    requestId: isPersonal ? undefined : error.call.requestId,
  };
}

function unavailable(error: unknown): string {
  return error instanceof NetworkError || error instanceof TimeoutError
    ? 'The service cannot be reached just now. What you typed is kept; send it again in a moment.'
    : 'Something went wrong on our side. What you typed is kept; send it again in a moment.';
}
