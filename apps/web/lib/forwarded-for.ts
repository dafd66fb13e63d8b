import 'server-only';
import { headers } from 'next/headers';

/** The person's address for a call that the services limit by address; else all people would count as this server. */
export async function forwardedFor(): Promise<Record<string, string>> {
  const address = (await headers()).get('x-forwarded-for');
  return address === null ? {} : { 'X-Forwarded-For': address };
}
