import { NextResponse, type NextRequest } from 'next/server.js';
import type { SessionCore } from './session-core.ts';
import { isNewer, type SessionData } from './session-data.ts';

export interface ProxyOptions {
  /**
   * The headers that pages shall see, where they are not those of the request.
   * @default request.headers
   */
  headers?: Headers;
}

/**
 * Renews a session that is about to expire before the page runs: the page, its actions and its route handlers find the new
 * cookie in the very same request, and the browser gets it with the answer. Only a cookie travels: a token in a header of
 * its own could be forged on paths that the proxy does not see.
 */
export async function proxySession(
  { cookie, renewals, options }: SessionCore,
  request: NextRequest,
  { headers = request.headers }: ProxyOptions = {},
): Promise<NextResponse> {
  const forwarded = new Headers(headers);
  const pass = () => NextResponse.next({ request: { headers: forwarded } });
  const sent = await cookie.read(request.cookies);
  if (sent === undefined) return pass();
  const outcome = await renewals.fresh(sent, { asker: request.headers });
  if (outcome.status === 'ended') {
    // Anonymous for this request. `/session/*` alone deletes: a renewal that another process has just made may be on its way.
    request.cookies.delete(cookie.name);
    forwarded.set('Cookie', request.cookies.toString());
    return pass();
  }
  // Pages keep the session when the backend is away: they say so, instead of asking for a password.
  if (outcome.status === 'unavailable') options.onError(outcome.cause);
  if (!isNewer(outcome.session, sent)) return pass();
  const sealed = await sealedOrReported(outcome.session);
  if (sealed === undefined) return pass();
  request.cookies.set(sealed.name, sealed.value);
  forwarded.set('Cookie', request.cookies.toString());
  const response = pass();
  response.cookies.set(sealed);
  return response;

  async function sealedOrReported(session: SessionData) {
    try {
      return await cookie.seal(session);
    } catch (error) {
      options.onError(error);
      return undefined;
    }
  }
}
