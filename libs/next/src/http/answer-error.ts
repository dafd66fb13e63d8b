import { coreErrorCodes, type CoreErrorCode, type ErrorEnvelope } from '@throughline/contracts/wire';
import { NextResponse } from 'next/server.js';

/** What stands in logs and headers unharmed. */
const sane = /^[\w.:-]{1,128}$/;

/** Answers with the envelope that every service has. */
export function answerError(request: Request, code: CoreErrorCode): NextResponse {
  const { status, message } = coreErrorCodes[code];
  const sent = request.headers.get('X-Request-ID') ?? '';
  const requestId = sane.test(sent) ? sent : crypto.randomUUID();
  const envelope: ErrorEnvelope = { error: message, status_code: status, code, message, request_id: requestId };
  return NextResponse.json(envelope, {
    status,
    headers: { 'Cache-Control': 'no-store', 'X-Request-ID': requestId },
  });
}
