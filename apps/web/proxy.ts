import { randomBytes } from 'node:crypto';
import type { NextRequest, NextResponse } from 'next/server';
import { environment } from './env.ts';
import { contentSecurityPolicy } from './lib/content-security-policy.ts';
import { session } from './lib/session.ts';

/** Before each page: a session that is about to expire is renewed, and the page gets the nonce of its scripts. */
export async function proxy(request: NextRequest): Promise<NextResponse> {
  const { GATEWAY_PUBLIC_URL, NODE_ENV } = environment();
  const nonce = randomBytes(16).toString('base64');
  const policy = contentSecurityPolicy({
    nonce,
    gatewayUrl: GATEWAY_PUBLIC_URL,
    isDevelopment: NODE_ENV === 'development',
  });
  const headers = new Headers(request.headers);
  // Next takes the nonce for its own scripts from the policy; layouts read the other header.
  headers.set('Content-Security-Policy', policy);
  headers.set('X-Nonce', nonce);
  const response = await session.proxy(request, { headers });
  response.headers.set('Content-Security-Policy', policy);
  return response;
}

/**
 * Every page. Not `/api/`, whose bodies would be held back and cut at 10 MB, nor `/session/`, which renews by itself.
 * A rule such as "no path with a dot" would leave out `/u/john.doe`.
 */
export const config = {
  matcher: ['/((?!api/|session/|_next/static/|_next/image|favicon\\.ico$|icon\\.svg$|robots\\.txt$).*)'],
};
