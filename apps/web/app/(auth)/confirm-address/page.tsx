import type { Metadata } from 'next';
import { ConfirmAddressForm } from './confirm-address-form.tsx';
import { UnusableLink } from '../unusable-link.tsx';

export const metadata: Metadata = { title: 'Confirm the address' };

export default async function ConfirmAddressPage({ searchParams }: PageProps<'/confirm-address'>) {
  const { token } = await searchParams;
  if (typeof token !== 'string') return <UnusableLink href="/settings/email" label="Go to the settings" />;
  return (
    <>
      <h1 className="mb-1 text-xl">Confirm the address</h1>
      <ConfirmAddressForm token={token} />
    </>
  );
}
