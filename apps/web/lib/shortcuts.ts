import 'server-only';
import { cookies } from 'next/headers';

const cookieName = 'shortcuts';
const yearSeconds = 31_536_000;

/** Whether single keys do something on this browser: on, unless the person has switched them off. */
export async function areShortcutsOn(): Promise<boolean> {
  return (await cookies()).get(cookieName)?.value !== 'off';
}

export async function rememberShortcuts(isOn: boolean): Promise<void> {
  const jar = await cookies();
  if (isOn) jar.delete(cookieName);
  else jar.set(cookieName, 'off', { path: '/', sameSite: 'lax', httpOnly: true, maxAge: yearSeconds });
}
