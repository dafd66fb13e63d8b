import { SdkError } from './sdk-error.ts';

/** The person is signed out: the token could not be renewed because the session has ended. */
export class SessionExpiredError extends SdkError {
  readonly category = 'authentication';
  readonly retryable = false;
}
