import type { Metadata } from 'next';
import { ConfirmForm } from './confirm-form.tsx';
import { UnusableLink } from '../unusable-link.tsx';

export const metadata: Metadata = { title: 'Open the account' };

export default async function ConfirmPage({ searchParams }: PageProps<'/confirm'>) {
  const { token } = await searchParams;
  if (typeof token !== 'string') return <UnusableLink href="/register" label="Create an account" />;
  return (
    <>
      <h1 className="mb-1 text-xl">Open the account</h1>
      <p className="mb-5 text-sm text-ink-2">Enter the password that you chose when you registered.</p>
      <ConfirmForm token={token} />
    </>
  );
}
