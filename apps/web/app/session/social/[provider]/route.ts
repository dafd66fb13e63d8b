import type { NextRequest } from 'next/server';
import { environment } from '../../../../env.ts';
import { anonymousApi } from '../../../../lib/api.ts';
import { forwardedHeaders } from '../../../../lib/forwarded-headers.ts';
import { localPath } from '../../../../lib/local-path.ts';
import { session } from '../../../../lib/session.ts';
import { keepFlow } from '../flow-cookie.ts';
import { leadToProblem } from '../lead-to-problem.ts';
import { leadTo } from '../lead-to.ts';
import { isOwnNavigation } from '../own-navigation.ts';

/**
 * `GET /session/social/<provider>?next=<path>`: leads to the sign-in service, to sign in. A link and no form: the policy
 * `form-action 'self'` holds for where a form's answer leads, too.
 */
export async function GET(request: NextRequest, { params }: RouteContext<'/session/social/[provider]'>) {
  const { provider } = await params;
  if (!isOwnNavigation(request.headers, environment().PUBLIC_URL)) return leadTo('/sign-in');
  const next = localPath(request.nextUrl.searchParams.get('next'));
  if ((await session.current()) !== undefined) return leadTo(next);
  const call = { params: { provider }, body: { return_to: next }, headers: await forwardedHeaders() };
  try {
    const { authorization_url, flow } = await anonymousApi().auth.beginSocialSignIn(call);
    await keepFlow({ purpose: 'sign-in', secret: flow });
    return leadTo(authorization_url);
  } catch (error) {
    return leadToProblem(error, 'sign-in');
  }
}
