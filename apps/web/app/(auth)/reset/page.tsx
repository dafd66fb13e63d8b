import type { Metadata } from 'next';
import Link from 'next/link';
import { AskResetForm } from './ask-reset-form.tsx';
import { NewPasswordForm } from './new-password-form.tsx';

export const metadata: Metadata = { title: 'A new password' };

/** Without a token a link is asked for; the link leads here with one. */
export default async function ResetPage({ searchParams }: PageProps<'/reset'>) {
  const { token } = await searchParams;
  return (
    <>
      <h1 className="mb-5 text-xl">A new password</h1>
      {typeof token === 'string' ? <NewPasswordForm token={token} /> : <AskResetForm />}
      <p className="mt-5 text-center text-sm text-ink-2">
        <Link href="/sign-in" className="font-medium text-accent-ink underline underline-offset-2">
          Sign in
        </Link>
      </p>
    </>
  );
}
