import type { Metadata } from 'next';
import { EmailForm } from '../../../../components/email/email-form.tsx';
import { PageHeader } from '../../../../components/ui/page-header.tsx';
import { currentPerson } from '../../../../lib/current-person.ts';
import { requireSession } from '../../../../lib/require-session.ts';

export const metadata: Metadata = { title: 'Email address' };

export default async function EmailPage() {
  await requireSession('/settings/email');
  const person = await currentPerson();
  return (
    <>
      <PageHeader title="Email address" />
      <div className="mx-auto max-w-md p-4 md:p-6">
        <p className="mb-4 text-sm text-ink-2">
          Your address is <strong className="font-medium text-ink">{person.email}</strong>. A new one counts once you
          have followed the link that is sent to it.
        </p>
        <EmailForm username={person.username} hasPassword={person.has_password} />
      </div>
    </>
  );
}
