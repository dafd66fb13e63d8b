'use server';

import { HttpError } from '@throughline/sdk';
import { redirect } from 'next/navigation';
import { anonymousApi } from '../../../lib/api.ts';
import { password, required } from '../../../lib/form-checks.ts';
import { forwardedHeaders } from '../../../lib/forwarded-headers.ts';
import { formValues } from '../../../lib/form-values.ts';
import { localPath } from '../../../lib/local-path.ts';
import { refusal } from '../../../lib/refusal.ts';
import { session } from '../../../lib/session.ts';
import type { SignInState } from './sign-in-state.ts';

const shown = ['username', 'password', 'code'];

export async function signIn(before: SignInState, data: FormData): Promise<SignInState> {
  const { code, ...values } = formValues(data, ['username', 'next', 'code']);
  const secret = password(data, 'password');
  const fields = required(
    { username: values.username, password: secret, code: before.needsCode ? code : '-' },
    {
      username: 'Enter your user name or email address.',
      password: 'Enter your password.',
      code: 'Enter the code that your app shows.',
    },
  );
  if (fields !== undefined)
    return {
      form: { status: 'refused', values, fields, message: undefined, requestId: undefined },
      needsCode: before.needsCode,
    };
  const body = { username: values.username, password: secret, ...(code === '' ? {} : { code }) };
  try {
    await session.start(await anonymousApi().auth.login({ body, headers: await forwardedHeaders() }));
  } catch (error) {
    const refused = refusal(error, values, shown);
    const reason = error instanceof HttpError ? error.code : undefined;
    if (reason === 'auth.second_factor_required') return { form: { status: 'untouched', values }, needsCode: true };
    if (reason === 'auth.second_factor_invalid') return { form: atTheCode(refused), needsCode: true };
    return { form: refused, needsCode: before.needsCode && reason !== 'auth.credentials_invalid' };
  }
  redirect(localPath(values.next));
}

function atTheCode(form: SignInState['form']): SignInState['form'] {
  if (form.status !== 'refused' || form.message === undefined) return form;
  return { ...form, fields: { code: [form.message] }, message: undefined };
}
