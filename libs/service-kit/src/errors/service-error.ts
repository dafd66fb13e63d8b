import { coreErrorCodes, type CoreErrorCode } from '@throughline/contracts/wire';

interface ServiceErrorOptions {
  /** Said instead of the table's message; fit to show a person. */
  message?: string;
  /** Messages by field of a failed validation. */
  fields?: Readonly<Record<string, readonly string[]>>;
  headers?: Readonly<Record<string, string>>;
  cause?: unknown;
}

/** A failure that the caller is told by its code. Anything else that is thrown becomes `server.internal_error`, untold. */
export class ServiceError extends Error {
  override name = 'ServiceError';
  readonly code: CoreErrorCode;
  readonly status: number;
  readonly fields: ServiceErrorOptions['fields'];
  readonly headers: Readonly<Record<string, string>>;

  constructor(code: CoreErrorCode, options: ServiceErrorOptions = {}) {
    const entry = coreErrorCodes[code];
    super(options.message ?? entry.message, { cause: options.cause });
    this.code = code;
    this.status = entry.status;
    this.fields = options.fields;
    this.headers = options.headers ?? {};
  }
}
