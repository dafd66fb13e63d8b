import type { FieldErrors } from '@throughline/contracts/wire';
import { categoryOfStatus, type ErrorCategory } from './category.ts';
import type { FailedCall } from './sdk-error.ts';
import { SdkError } from './sdk-error.ts';

/** What an error answer said, whichever form it had. */
export interface ErrorAnswer {
  status: number;
  /** A code of the table, or `http.<status>` where the service sends none. */
  code: string;
  message: string;
  /** Messages by field of a failed validation; empty otherwise. */
  fields: FieldErrors;
  retryable: boolean;
  /** From `Retry-After`. */
  retryAfterMs: number | undefined;
}

/** The service answered with a status of 400 or above. */
export class HttpError extends SdkError {
  readonly category: ErrorCategory;
  readonly retryable: boolean;
  readonly status: number;
  readonly code: string;
  readonly fields: FieldErrors;
  readonly retryAfterMs: number | undefined;

  constructor(answer: ErrorAnswer, call: FailedCall) {
    super(answer.message, call);
    this.category = categoryOfStatus(answer.status);
    this.retryable = answer.retryable;
    this.status = answer.status;
    this.code = answer.code;
    this.fields = answer.fields;
    this.retryAfterMs = answer.retryAfterMs;
  }
}
