import { NextRequest, NextResponse } from 'next/server.js';
import * as z from 'zod/mini';
import { answerError } from '../http/answer-error.ts';
import { readJson } from '../http/read-json.ts';
import { isSameOrigin } from '../http/same-origin.ts';
import type { SessionCore } from './session-core.ts';
import { isNewer } from './session-data.ts';

const maximumBodyBytes = 16 * 1024;
const schema = z.object({ rejected: z.optional(z.string()) });

/**
 * `POST /session/token` with `{}`, or `{rejected: token}` after a service has refused that token: answers
 * `{access, expires_in}` (seconds that are left). 401 when nobody is signed in, 503 when the backend cannot be asked.
 */
export async function tokenRoute(core: SessionCore, request: Request): Promise<Response> {
  const { cookie, renewals, options } = core;
  if (!isSameOrigin(request, options.publicUrl)) return answerError(request, 'auth.origin_refused');
  const reading = await readJson(request, schema, maximumBodyBytes);
  if ('refused' in reading) return answerError(request, reading.refused);
  const { rejected } = reading.value;

  const sent = await cookie.read(new NextRequest(request.url, { headers: request.headers }).cookies);
  if (sent === undefined) return answerError(request, 'auth.not_authenticated');
  const outcome = await renewals.fresh(sent, {
    asker: request.headers,
    ...(rejected === undefined ? {} : { rejected }),
  });
  if (outcome.status === 'ended') {
    const response = answerError(request, 'auth.session_revoked');
    response.cookies.set(cookie.cleared());
    return response;
  }
  const { access, accessExpiresAtMs } = outcome.session;
  const leftMs = accessExpiresAtMs - Date.now();
  if (outcome.status === 'unavailable') {
    options.onError(outcome.cause);
    if (leftMs <= 0 || access === rejected) return answerError(request, 'server.unavailable');
  }
  const response = NextResponse.json(
    { access, expires_in: Math.max(0, Math.floor(leftMs / 1000)) },
    { headers: { 'Cache-Control': 'no-store' } },
  );
  if (isNewer(outcome.session, sent)) response.cookies.set(await cookie.seal(outcome.session));
  return response;
}
