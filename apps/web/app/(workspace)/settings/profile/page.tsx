import type { Metadata } from 'next';
import { DeleteAccount } from '../../../../components/account-deletion/delete-account.tsx';
import { ProfileForm } from '../../../../components/profile/profile-form.tsx';
import { PageHeader } from '../../../../components/ui/page-header.tsx';
import { currentPerson } from '../../../../lib/current-person.ts';
import { requireSession } from '../../../../lib/require-session.ts';

export const metadata: Metadata = { title: 'Profile' };

export default async function ProfilePage() {
  await requireSession('/settings/profile');
  const person = await currentPerson();
  return (
    <>
      <PageHeader title="Profile" />
      <div className="mx-auto grid max-w-md grid-cols-1 gap-8 p-4 md:p-6">
        <ProfileForm
          person={person}
          // Old names of zones that the person may still have are in no list.
          timeZones={[...new Set([person.time_zone, ...Intl.supportedValuesOf('timeZone'), 'UTC'])].sort()}
        />
        {person.deletion_at === null && (
          <section aria-labelledby="delete-account" className="border-t pt-6">
            <h2 id="delete-account" className="mb-1 text-base">
              Delete account
            </h2>
            <p className="mb-4 text-sm text-ink-2">
              You are signed out everywhere. For some days you can still keep the account; then what is personal is
              removed for good.
            </p>
            <DeleteAccount username={person.username} hasPassword={person.has_password} />
          </section>
        )}
      </div>
    </>
  );
}
