import type { IncomingMessage, ServerResponse } from 'node:http';
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
  discardRest(response.req);
  answerJson(response, error.status, envelope, error.headers);
  return error.status;
}

const mostDiscardedBytes = 32 * 1024 * 1024;

/**
 * Reads the rest of a body that was refused, within a bound: many clients write it whole before they look for an answer,
 * and closing a connection that holds unread bytes resets it, which loses the answer (RFC 9112, section 9.6).
 */
function discardRest(request: IncomingMessage): void {
  if (request.complete) return;
  let bytes = 0;
  request.on('data', (chunk: Buffer) => {
    bytes += chunk.length;
    if (bytes > mostDiscardedBytes) request.destroy();
  });
}
