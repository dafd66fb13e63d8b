'use server';

import { redirect } from 'next/navigation';
import { anonymousApi } from '../../../../lib/api.ts';
import { required } from '../../../../lib/form-checks.ts';
import type { FormState } from '../../../../lib/form-state.ts';
import { formValues } from '../../../../lib/form-values.ts';
import { forwardedHeaders } from '../../../../lib/forwarded-headers.ts';
import { localPath } from '../../../../lib/local-path.ts';
import { refusal } from '../../../../lib/refusal.ts';
import { session } from '../../../../lib/session.ts';
import { forgetFlow, keptFlow } from '../../../session/social/flow-cookie.ts';

export async function sendCode(_: FormState, data: FormData): Promise<FormState> {
  const values = formValues(data, ['code']);
  const fields = required(values, { code: 'Enter your code.' });
  if (fields !== undefined) return { status: 'refused', values: {}, fields, message: undefined, requestId: undefined };
  const flow = await keptFlow();
  if (flow === undefined) redirect('/social/problem?problem=identity.flow_invalid');
  let next: string;
  try {
    const startedAtMs = Date.now();
    const body = { flow: flow.secret, code: values.code };
    const { return_to, ...pair } = await anonymousApi().auth.finishSocialSecondFactor({
      body,
      headers: await forwardedHeaders(),
    });
    await session.start(pair, startedAtMs);
    await forgetFlow();
    next = localPath(return_to);
  } catch (error) {
    return refusal(error, {}, ['code']);
  }
  redirect(next);
}
