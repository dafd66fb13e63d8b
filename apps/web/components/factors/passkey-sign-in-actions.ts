'use server';

import { PasskeySignInRequestSchema, type RequestOptions } from '@throughline/contracts/backend';
import { redirect } from 'next/navigation';
import { anonymousApi } from '../../lib/api.ts';
import type { FormState } from '../../lib/form-state.ts';
import { forwardedHeaders } from '../../lib/forwarded-headers.ts';
import { localPath } from '../../lib/local-path.ts';
import { refusal } from '../../lib/refusal.ts';
import { session } from '../../lib/session.ts';

/** What the browser needs to ask for a passkey. */
export async function beginPasskeySignIn(): Promise<RequestOptions | FormState> {
  try {
    return await anonymousApi().auth.beginPasskeySignIn({ headers: await forwardedHeaders() });
  } catch (error) {
    return refusal(error, {}, []);
  }
}

/** Signs in by what the passkey answered, and goes on to the page that the person wanted. */
export async function signInWithPasskey(credential: unknown, next: string): Promise<FormState> {
  const body = PasskeySignInRequestSchema.safeParse({ credential });
  if (!body.success)
    return {
      status: 'refused',
      values: {},
      fields: {},
      message: 'This browser’s answer could not be read. Sign in in another way.',
      requestId: undefined,
    };
  try {
    await session.start(
      await anonymousApi().auth.signInWithPasskey({ body: body.data, headers: await forwardedHeaders() }),
    );
  } catch (error) {
    return refusal(error, {}, []);
  }
  redirect(localPath(next));
}
