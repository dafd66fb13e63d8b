'use server';

import { isSdkError } from '@throughline/sdk';
import { api } from '../../lib/api.ts';
import { session } from '../../lib/session.ts';

/** What became of the wish to act for another company. */
export type CompanySwitch = { status: 'switched' } | { status: 'refused'; message: string };

/** The session goes on for another company, or with null for the person alone; from now on its tokens say so. */
export async function switchCompany(companyId: string | null): Promise<CompanySwitch> {
  try {
    await api().companies.switchCompany({ body: { company_id: companyId } });
  } catch (error) {
    if (!isSdkError(error)) throw error;
    return { status: 'refused', message: error.message };
  }
  const outcome = await session.renew();
  return outcome === 'unavailable'
    ? { status: 'refused', message: 'The service cannot be reached just now. Try again in a moment.' }
    : { status: 'switched' };
}
