import type { ContractModel } from '../model/contract-model.ts';
import { HEADER } from './emit-options.ts';
import { block, key, literal } from './text.ts';

/** `errors.ts`: the error codes that the document brings; null when it has none. */
export function emitErrors(model: ContractModel): string | null {
  if (model.errorCodes.length === 0) return null;
  const entries = model.errorCodes.map(
    ([code, entry]) =>
      `${key(code)}: ${block(
        [
          `status: ${entry.status}`,
          `retryable: ${entry.retryable}`,
          `message: ${literal(entry.message)}`,
          `help: ${literal(entry.help)}`,
        ],
        ',',
      )}`,
  );
  return `${HEADER}

export interface ErrorCodeEntry {
  /** The HTTP status that the code comes with. */
  readonly status: number;
  /** Whether the same request may succeed later. */
  readonly retryable: boolean;
  /** One line that fits to be shown to a person. */
  readonly message: string;
  /** What to do about it, for a developer. */
  readonly help: string;
}

export const errorCodes = ${block(entries, ',')} as const satisfies Record<string, ErrorCodeEntry>;

export type ErrorCode = keyof typeof errorCodes;
`;
}
