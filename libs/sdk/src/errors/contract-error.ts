import type { StandardSchemaV1 } from '@standard-schema/spec';
import type { FailedCall } from './sdk-error.ts';
import { SdkError } from './sdk-error.ts';

/** The answer is not what the contract says: service and client were made from different documents, or one has a bug. */
export class ContractError extends SdkError {
  readonly category = 'contract';
  readonly retryable = false;
  readonly status: number;
  /** Where the answer differs; carries paths and messages, never the values. */
  readonly issues: readonly StandardSchemaV1.Issue[];

  constructor(message: string, call: FailedCall, status: number, issues: readonly StandardSchemaV1.Issue[] = []) {
    super(message, call);
    this.status = status;
    this.issues = issues;
  }
}
