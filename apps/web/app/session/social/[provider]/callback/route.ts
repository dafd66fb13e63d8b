import { HttpError } from '@throughline/sdk';
import type { NextRequest } from 'next/server';
import { anonymousApi, api } from '../../../../../lib/api.ts';
import { forwardedHeaders } from '../../../../../lib/forwarded-headers.ts';
import { localPath } from '../../../../../lib/local-path.ts';
import { session } from '../../../../../lib/session.ts';
import { forgetFlow, keptFlow } from '../../flow-cookie.ts';
import { leadToProblem, leadToProblemOf } from '../../lead-to-problem.ts';
import { leadTo } from '../../lead-to.ts';

/**
 * `GET /session/social/<provider>/callback`: the service's answer, in the address (RFC 6749, section 4.1.2). It counts only
 * in the browser that began; Django asks the service whose it is, so that no secret is here.
 */
export async function GET(request: NextRequest, { params }: RouteContext<'/session/social/[provider]/callback'>) {
  const { provider } = await params;
  const flow = await keptFlow();
  const answer = answerIn(request.nextUrl.searchParams);
  if (flow === undefined || answer === undefined)
    return leadToProblemOf('identity.flow_invalid', flow?.purpose ?? 'sign-in');
  const startedAtMs = Date.now();
  const call = {
    params: { provider },
    body: { ...answer, flow: flow.secret },
    headers: await forwardedHeaders(),
  };
  try {
    if (flow.purpose === 'link') {
      const { identity } = await api().auth.finishIdentityLink(call);
      await forgetFlow();
      return leadTo(`/settings/connections?connected=${identity.id}`);
    }
    const { return_to, ...pair } = await anonymousApi().auth.finishSocialSignIn(call);
    await session.start(pair, startedAtMs);
    await forgetFlow();
    return leadTo(localPath(return_to));
  } catch (error) {
    // The flow goes on with the code of the second factor, in this browser.
    if (error instanceof HttpError && error.code === 'auth.second_factor_required')
      return leadTo('/social/second-factor');
    // An answer that is none of this flow's may come from anybody's link: the right one can still come.
    if (!(error instanceof HttpError && error.code === 'identity.flow_invalid')) await forgetFlow();
    return leadToProblem(error, flow.purpose);
  }
}

function answerIn(given: URLSearchParams) {
  const [state, code, error, iss] = ['state', 'code', 'error', 'iss'].map((name) => given.get(name) ?? '');
  if (state === undefined || state === '') return undefined;
  const issuer = iss === undefined || iss === '' ? {} : { iss };
  if (error !== undefined && error !== '') return { state, error, ...issuer };
  return code === undefined || code === '' ? undefined : { state, code, ...issuer };
}
