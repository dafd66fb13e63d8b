import 'server-only';
import { cookies } from 'next/headers';
import { environment } from '../../../env.ts';

/** What ties a sign-in service's answer to the browser that began: without it the answer is refused. */
export interface Flow {
  purpose: 'link' | 'sign-in';
  secret: string;
}

/** As long as the backend takes the answer. */
const lifetimeS = 600;
const format = /^(link|sign-in)\.([\w-]{20,128})$/;

export async function keepFlow({ purpose, secret }: Flow): Promise<void> {
  (await cookies()).set({ ...attributes(), value: `${purpose}.${secret}`, maxAge: lifetimeS });
}

export async function keptFlow(): Promise<Flow | undefined> {
  const [, purpose, secret] = format.exec((await cookies()).get(attributes().name)?.value ?? '') ?? [];
  if (secret === undefined) return undefined;
  return { purpose: purpose === 'link' ? 'link' : 'sign-in', secret };
}

export async function forgetFlow(): Promise<void> {
  (await cookies()).set({ ...attributes(), value: '', maxAge: 0 });
}

function attributes() {
  const secure = environment().PUBLIC_URL.startsWith('https:');
  // Lax, not Strict: the service's own page leads back here.
  return { name: secure ? '__Host-social' : 'social', httpOnly: true, secure, sameSite: 'lax', path: '/' } as const;
}
