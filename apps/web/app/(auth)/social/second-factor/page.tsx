import type { Metadata } from 'next';
import Link from 'next/link';
import { redirect } from 'next/navigation';
import { keptFlow } from '../../../session/social/flow-cookie.ts';
import { CodeForm } from './code-form.tsx';

export const metadata: Metadata = { title: 'Enter your code' };

/** After the sign-in service, for those who have a second factor. */
export default async function SocialSecondFactorPage() {
  if ((await keptFlow())?.purpose !== 'sign-in') redirect('/sign-in');
  return (
    <>
      <h1 className="mb-2 text-xl">Enter your code</h1>
      <p className="mb-5 text-sm text-ink-2">
        One step is left: the code of your authenticator app, or a recovery code.
      </p>
      <CodeForm />
      <p className="mt-5 text-center text-sm text-ink-2">
        <Link href="/sign-in" className="font-medium text-accent-ink underline underline-offset-2">
          Sign in another way
        </Link>
      </p>
    </>
  );
}
