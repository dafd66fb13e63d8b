'use server';

import { rememberShortcuts } from '../../lib/shortcuts.ts';

export async function chooseShortcuts(data: FormData): Promise<void> {
  await rememberShortcuts(data.get('shortcuts') === 'on');
}
