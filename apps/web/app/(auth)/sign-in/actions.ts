'use server';

import { redirect } from 'next/navigation';
import { anonymousApi } from '../../../lib/api.ts';
import type { FormState } from '../../../lib/form-state.ts';
import { forwardedFor } from '../../../lib/forwarded-for.ts';
import { formValues } from '../../../lib/form-values.ts';
import { localPath } from '../../../lib/local-path.ts';
import { password, required } from '../../../lib/form-checks.ts';
import { refusal } from '../../../lib/refusal.ts';
import { session } from '../../../lib/session.ts';

const shown = ['username', 'password'];

export async function signIn(_: FormState, data: FormData): Promise<FormState> {
  const values = formValues(data, ['username', 'next']);
  const secret = password(data, 'password');
  const fields = required(
    { username: values.username, password: secret },
    {
      username: 'Enter your user name or email address.',
      password: 'Enter your password.',
    },
  );
  if (fields !== undefined) return { status: 'refused', values, fields, message: undefined, requestId: undefined };
  const headers = await forwardedFor();
  try {
    await session.start(
      await anonymousApi().auth.login({ body: { username: values.username, password: secret }, headers }),
    );
  } catch (error) {
    return refusal(error, values, shown);
  }
  redirect(localPath(values.next));
}
