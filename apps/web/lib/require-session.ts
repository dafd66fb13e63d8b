import 'server-only';
import { redirect } from 'next/navigation';
import { session } from './session.ts';

/** For a page that only a signed-in person sees; others sign in first and then come back to `path`. */
export async function requireSession(path: string) {
  const current = await session.current();
  if (current === undefined) redirect(path === '/' ? '/sign-in' : `/sign-in?next=${encodeURIComponent(path)}`);
  return current;
}
