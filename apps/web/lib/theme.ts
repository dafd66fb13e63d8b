import 'server-only';
import { cookies } from 'next/headers';

export const themes = ['system', 'light', 'dark'] as const;

export type Theme = (typeof themes)[number];

const cookieName = 'theme';
const yearSeconds = 31_536_000;

/** What the person chose on this browser. */
export async function chosenTheme(): Promise<Theme> {
  return themeOf((await cookies()).get(cookieName)?.value);
}

export async function rememberTheme(theme: Theme): Promise<void> {
  const jar = await cookies();
  if (theme === 'system') jar.delete(cookieName);
  else jar.set(cookieName, theme, { path: '/', sameSite: 'lax', httpOnly: true, maxAge: yearSeconds });
}

export function themeOf(value: unknown): Theme {
  return themes.find((theme) => theme === value) ?? 'system';
}
