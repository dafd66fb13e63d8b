import type { ServerResponse } from 'node:http';
import { coreErrorCodes, type ErrorEnvelope } from '@throughline/contracts/wire';
import { ServiceError } from '../errors/service-error.ts';

export function answerJson(
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): void {
  const text = JSON.stringify(body);
  response
    .writeHead(status, {
      'Content-Type': 'application/json',
      'Content-Length': Buffer.byteLength(text),
      'Cache-Control': 'no-store',
      ...headers,
    })
    .end(text);
}

/**
 * Answers with the envelope of the failure's code; what is no `ServiceError` is told only as `server.internal_error`.
 * @returns the status that was sent
 */
export function answerError(response: ServerResponse, failure: unknown, requestId: string): number {
  const error = failure instanceof ServiceError ? failure : new ServiceError('server.internal_error');
  const envelope: ErrorEnvelope = {
    error: error.fields ?? error.message,
    status_code: error.status,
    code: error.code,
    message: error.fields === undefined ? error.message : coreErrorCodes[error.code].message,
    request_id: requestId,
  };
  // What is left of a body that was refused is not read: the connection cannot be used again.
  const headers = response.req.complete ? error.headers : { ...error.headers, Connection: 'close' };
  answerJson(response, error.status, envelope, headers);
  return error.status;
}
