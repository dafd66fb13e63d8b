import type { FailedCall } from './sdk-error.ts';
import { SdkError } from './sdk-error.ts';

/** The answer, body included, did not come within the time that the call had. */
export class TimeoutError extends SdkError {
  readonly category = 'timeout';
  readonly retryable = true;
  readonly timeoutMs: number;

  constructor(message: string, call: FailedCall, timeoutMs: number) {
    super(message, call);
    this.timeoutMs = timeoutMs;
  }
}
