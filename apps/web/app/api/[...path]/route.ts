import { forward } from '@throughline/next';
import { environment } from '../../../env.ts';
import { logError } from '../../../lib/log-error.ts';
import { serviceTargets } from '../../../lib/service-targets.ts';

const handler = forward({ targets: () => serviceTargets(environment()), onError: logError });

export { handler as DELETE, handler as GET, handler as HEAD, handler as OPTIONS };
export { handler as PATCH, handler as POST, handler as PUT };
