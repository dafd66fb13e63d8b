import type { ErrorCategory } from './category.ts';

/** Which call failed. Neither query nor body: they may hold what no log should. */
export interface FailedCall {
  /** `operationId` of the contract; undefined for a call by address. */
  readonly operation: string | undefined;
  readonly method: string;
  /** Path of the address, without query. */
  readonly path: string;
  /** The id under which the service logged the call, else the one that was sent. */
  readonly requestId: string;
}

interface SdkErrorOptions {
  cause?: unknown;
}

const marker = Symbol.for('throughline.SdkError');

/** Every failure of a call. `message` is one line fit to show a person. */
export abstract class SdkError extends Error {
  abstract readonly category: ErrorCategory;
  /** Whether the same call may succeed later without a change of the call. */
  abstract readonly retryable: boolean;
  readonly call: FailedCall;
  /** Recognises an error of another copy of this package, as two bundles on one page have. */
  readonly [marker] = true;

  constructor(message: string, call: FailedCall, options: SdkErrorOptions = {}) {
    super(message, options);
    this.name = new.target.name;
    this.call = call;
  }
}

export function isSdkError(value: unknown): value is SdkError {
  return typeof value === 'object' && value !== null && marker in value;
}
