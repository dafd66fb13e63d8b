import type { Metadata } from 'next';
import Link from 'next/link';
import { redirect } from 'next/navigation';
import { SocialSignIn } from '../../../components/connections/social-sign-in.tsx';
import { session } from '../../../lib/session.ts';
import { RegisterForm } from './register-form.tsx';

export const metadata: Metadata = { title: 'Create an account' };

export default async function RegisterPage() {
  if ((await session.current()) !== undefined) redirect('/');
  return (
    <>
      <h1 className="mb-5 text-xl">Create an account</h1>
      <RegisterForm />
      <SocialSignIn />
      <p className="mt-5 text-center text-sm text-ink-2">
        Already have one?{' '}
        <Link href="/sign-in" className="font-medium text-accent-ink underline underline-offset-2">
          Sign in
        </Link>
      </p>
    </>
  );
}
