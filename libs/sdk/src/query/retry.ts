import { HttpError } from '../errors/http-error.ts';
import { isSdkError } from '../errors/sdk-error.ts';

const mostRetries = 2;
const firstPauseMs = 500;
const longestPauseMs = 10_000;

/** Whether a failed reading is worth another attempt: a refusal is not, nor a mistake of the program. */
export function retry(failureCount: number, error: Error): boolean {
  return failureCount < mostRetries && isSdkError(error) && error.retryable;
}

/** What the service asked for by `Retry-After`, else twice as long each time; in milliseconds. */
export function retryDelay(failureCount: number, error: Error): number {
  const asked = error instanceof HttpError ? error.retryAfterMs : undefined;
  return Math.min(asked ?? firstPauseMs * 2 ** failureCount, longestPauseMs);
}
