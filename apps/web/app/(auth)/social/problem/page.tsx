import type { Metadata } from 'next';
import { problemText } from '../../../../components/connections/problem-text.ts';
import { Alert } from '../../../../components/ui/alert.tsx';
import { ButtonLink } from '../../../../components/ui/button-link.tsx';

export const metadata: Metadata = { title: 'You are not signed in' };

/** Where a sign-in by another service ends when it fails. */
export default async function SocialProblemPage({ searchParams }: PageProps<'/social/problem'>) {
  const { problem } = await searchParams;
  return (
    <>
      <h1 className="mb-5 text-xl">You are not signed in</h1>
      <Alert>{problemText(problem) ?? 'Signing in did not work. Start again.'}</Alert>
      <ButtonLink href="/sign-in" variant="primary" className="mt-5 w-full">
        Go to sign in
      </ButtonLink>
    </>
  );
}
