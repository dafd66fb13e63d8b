import 'server-only';
import { headers } from 'next/headers';

/**
 * What tells the services whose request a call is made for: the person's address and browser. Without it all people would
 * count as this server where the services limit by address, and see it in the list of their sessions.
 */
export async function forwardedHeaders(): Promise<Record<string, string>> {
  return forwardedOf(await headers());
}

export function forwardedOf(sent: Headers): Record<string, string> {
  return Object.fromEntries(
    ['X-Forwarded-For', 'User-Agent'].flatMap((name) => {
      const value = sent.get(name);
      return value === null ? [] : [[name, value] as const];
    }),
  );
}
