import type { Metadata } from 'next';
import { SecondFactor } from '../../../../components/factors/second-factor.tsx';
import { PageHeader } from '../../../../components/ui/page-header.tsx';
import { api } from '../../../../lib/api.ts';
import { currentPerson } from '../../../../lib/current-person.ts';
import { formatInstant } from '../../../../lib/day.ts';
import { pageData } from '../../../../lib/page-data.ts';
import { requireSession } from '../../../../lib/require-session.ts';

export const metadata: Metadata = { title: 'Second factor' };

export default async function SecondFactorPage() {
  await requireSession('/settings/second-factor');
  const [person, { is_on, since, recovery_codes_left }] = await Promise.all([
    currentPerson(),
    pageData(api().auth.getSecondFactor()),
  ]);
  return (
    <>
      <PageHeader title="Second factor" />
      <div className="mx-auto max-w-md p-4 md:p-6">
        <p className="mb-4 text-sm text-ink-2">
          Beside your password you enter a code that an app on your phone shows. Who learns your password does not get
          in with it.
        </p>
        <SecondFactor
          isOn={is_on}
          since={since === null ? '' : formatInstant(since, person.time_zone)}
          codesLeft={recovery_codes_left}
          hasPassword={person.has_password}
          username={person.username}
        />
      </div>
    </>
  );
}
