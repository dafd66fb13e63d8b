import type { Metadata } from 'next';
import Link from 'next/link';
import { PasswordForm } from '../../../../components/password/password-form.tsx';
import { PageHeader } from '../../../../components/ui/page-header.tsx';
import { currentPerson } from '../../../../lib/current-person.ts';
import { requireSession } from '../../../../lib/require-session.ts';

export const metadata: Metadata = { title: 'Password' };

export default async function PasswordPage() {
  await requireSession('/settings/password');
  const person = await currentPerson();
  return (
    <>
      <PageHeader title="Password" />
      <div className="mx-auto max-w-md p-4 md:p-6">
        {person.has_password ? (
          <>
            <p className="mb-4 text-sm text-ink-2">
              With a new password every other session of yours ends. You stay signed in here.
            </p>
            <PasswordForm username={person.username} />
          </>
        ) : (
          <p className="text-sm text-ink-2">
            You sign in without a password. To set one,{' '}
            <Link href="/reset" className="font-medium text-accent-ink underline underline-offset-2">
              have a link sent
            </Link>{' '}
            to {person.email}.
          </p>
        )}
      </div>
    </>
  );
}
