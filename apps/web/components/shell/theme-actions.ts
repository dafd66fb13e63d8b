'use server';

import { rememberTheme, themeOf } from '../../lib/theme.ts';

export async function chooseTheme(data: FormData): Promise<void> {
  await rememberTheme(themeOf(data.get('theme')));
}
