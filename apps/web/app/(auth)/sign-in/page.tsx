import type { Metadata } from 'next';
import Link from 'next/link';
import { redirect } from 'next/navigation';
import { SocialSignIn } from '../../../components/connections/social-sign-in.tsx';
import { LaterPasskeySignIn } from '../../../components/factors/later-passkey-sign-in.tsx';
import { localPath } from '../../../lib/local-path.ts';
import { session } from '../../../lib/session.ts';
import { SignInForm } from './sign-in-form.tsx';

export const metadata: Metadata = { title: 'Sign in' };

export default async function SignInPage({ searchParams }: PageProps<'/sign-in'>) {
  const { next: wanted, ended } = await searchParams;
  const next = localPath(wanted);
  // A session that the services refuse still has its cookie: whoever comes from there must not be sent back.
  const hasEnded = ended !== undefined;
  if (!hasEnded && (await session.current()) !== undefined) redirect(next);
  return (
    <>
      <h1 className="mb-5 text-xl">Sign in</h1>
      {hasEnded && <p className="mb-4 text-sm text-ink-2">Your session has ended. Sign in to go on.</p>}
      <SignInForm next={next} />
      <LaterPasskeySignIn next={next} />
      <SocialSignIn next={next} />
      <p className="mt-5 text-center text-sm text-ink-2">
        <Link href="/reset" className="font-medium text-accent-ink underline underline-offset-2">
          Forgot your password?
        </Link>
      </p>
      <p className="mt-2 text-center text-sm text-ink-2">
        New here?{' '}
        <Link href="/register" className="font-medium text-accent-ink underline underline-offset-2">
          Create an account
        </Link>
      </p>
    </>
  );
}
