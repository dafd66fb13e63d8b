import { forward } from '@throughline/next';
import { environment } from '../../../env.ts';
import { logError } from '../../../lib/log-error.ts';
import { serviceTargets } from '../../../lib/service-targets.ts';

/** The public keys of tokens, for services that know the site's address alone (RFC 7517). */
export const GET = forward({ targets: () => serviceTargets(environment()), onError: logError });
