import { NextRequest, NextResponse } from 'next/server.js';
import { answerError } from '../http/answer-error.ts';
import { isSameOrigin } from '../http/same-origin.ts';
import type { SessionCore } from './session-core.ts';
import type { SessionData } from './session-data.ts';

/** `POST /session/sign-out`: ends the session at the backend and deletes the cookie; 204, also for the signed-out. */
export async function signOutRoute(core: SessionCore, request: Request): Promise<Response> {
  if (!isSameOrigin(request, core.options.publicUrl)) return answerError(request, 'auth.origin_refused');
  const sent = await core.cookie.read(new NextRequest(request.url, { headers: request.headers }).cookies);
  if (sent !== undefined) await endSession(core, sent);
  const response = new NextResponse(null, { status: 204, headers: { 'Cache-Control': 'no-store' } });
  response.cookies.set(core.cookie.cleared());
  return response;
}

/** A backend that cannot be reached does not keep anybody signed in on this device. */
export async function endSession({ renewals, options }: SessionCore, sent: SessionData): Promise<void> {
  const newest = await renewals.newest(sent);
  renewals.end(newest);
  try {
    await options.revoke(newest.refresh);
  } catch (error) {
    options.onError(error);
  }
}
