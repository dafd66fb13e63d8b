import 'server-only';
import { contracts } from '@throughline/contracts/backend';
import { createSession } from '@throughline/next';
import { createClient } from '@throughline/sdk';
import { environment } from '../env.ts';
import { forwardedOf } from './forwarded-headers.ts';
import { logError } from './log-error.ts';

/** Pages wait for a renewal: it must fail sooner than their visitors lose patience. */
const timeoutMs = 5000;

/** The browser's session; Django is its truth. */
export const session = createSession(() => {
  const { PUBLIC_URL, BACKEND_URL, SESSION_SECRET, SESSION_SECRET_PREVIOUS } = environment();
  const { auth } = createClient({ contract: contracts, baseUrl: BACKEND_URL, timeoutMs });
  const secure = PUBLIC_URL.startsWith('https:');
  return {
    publicUrl: PUBLIC_URL,
    keys: SESSION_SECRET_PREVIOUS === undefined ? [SESSION_SECRET] : [SESSION_SECRET, SESSION_SECRET_PREVIOUS],
    cookie: { name: secure ? '__Host-session' : 'session', secure },
    refresh: (refresh, asker) => auth.refresh({ body: { refresh }, headers: forwardedOf(asker) }),
    revoke: async (refresh) => {
      await auth.logout({ body: { refresh } });
    },
    onError: logError,
  };
});
