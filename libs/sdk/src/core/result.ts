import { isSdkError, type SdkError } from '../errors/sdk-error.ts';

/** A call's outcome as a value. */
export type Result<Data> =
  | { readonly data: Data; readonly error: null; readonly status: 'success'; readonly message: null }
  | { readonly data: null; readonly error: SdkError; readonly status: 'error'; readonly message: string };

/**
 * Turns a call's failure into a value, for code that prefers to look rather than to catch. What is no failure of the call
 * (an abort by the caller, a mistake in the program) is thrown as before.
 * @example const { data, error } = await toResult(client.projects.listProjects());
 */
export async function toResult<Data>(call: Promise<Data>): Promise<Result<Data>> {
  try {
    return { data: await call, error: null, status: 'success', message: null };
  } catch (error) {
    if (!isSdkError(error)) throw error;
    return { data: null, error, status: 'error', message: error.message };
  }
}
