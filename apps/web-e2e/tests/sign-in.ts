import type { Page } from '@playwright/test';

export const demoPassword = 'marble-otter-lantern';

/** Fills in and sends the form of the sign-in page. */
export async function signIn(page: Page, username: string, password = demoPassword): Promise<void> {
  await page.getByLabel('User name or email').fill(username);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
}
