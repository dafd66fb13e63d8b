import 'server-only';
import { contracts } from '@throughline/contracts/backend';
import { createClient, type Client } from '@throughline/sdk';
import { cache } from 'react';
import { environment } from '../env.ts';
import { session } from './session.ts';

export type Api = Client<typeof contracts>;

/** The services as the person of this request sees them. One client for a render, so that its calls share what they can. */
export const api = cache((): Api =>
  createClient({ contract: contracts, baseUrl: environment().BACKEND_URL, tokens: session.tokens() }),
);

/** The services as a stranger sees them: to sign in and to register. */
export function anonymousApi(): Api {
  return createClient({ contract: contracts, baseUrl: environment().BACKEND_URL });
}
