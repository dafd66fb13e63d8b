import type { Answer } from '../core/exchange.ts';
import { ContractError } from '../errors/contract-error.ts';
import type { FailedCall } from '../errors/sdk-error.ts';
import type { Operation } from './operation.ts';

/**
 * The data of a successful answer, checked against the schema of its status.
 * @throws {ContractError} when the contract does not know the status, or the data are not what it says
 */
export function validateAnswer(operation: Operation, answer: Answer, call: FailedCall): unknown {
  const { status, body } = answer;
  const schema = operation.responses[status];
  if (schema === undefined) {
    throw new ContractError(`The service answered with ${status}, which the contract does not know.`, call, status);
  }
  if (schema === null) return undefined;
  const result = schema['~standard'].validate(body);
  if (result instanceof Promise) throw new TypeError('A contract has no asynchronous schemas.');
  if (result.issues === undefined) return result.value;
  // The values stay out of messages and logs; the paths tell enough.
  const first = result.issues[0];
  const path = first?.path?.map((part) => String(typeof part === 'object' ? part.key : part)).join('.') ?? '';
  throw new ContractError(
    `The answer is not what the contract says${path === '' ? '' : ` at ${path}`}.`,
    call,
    status,
    result.issues,
  );
}
