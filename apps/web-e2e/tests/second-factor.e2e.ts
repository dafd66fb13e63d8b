import { appCode } from './authenticator-app.ts';
import { expectAccessible } from './expect-accessible.ts';
import { register } from './register.ts';
import { signIn } from './sign-in.ts';
import { expect, test, type Page } from './test.ts';

const password = 'quiet-harbour-violin';

async function openSecondFactor(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name }).click();
  await page.getByRole('menuitem', { name: 'Settings' }).click();
  await page.getByRole('link', { name: 'Second factor' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Second factor' })).toBeVisible();
}

/** @returns the secret of the app and the recovery codes */
async function switchOn(page: Page): Promise<{ secret: string; codes: string[] }> {
  await expectAccessible(page);
  const begin = page.getByRole('button', { name: 'Set up an authenticator app' });
  await page.getByLabel('Current password').fill('not-the-password');
  await begin.click();
  await expect(page.getByLabel('Current password')).toBeFocused();
  await expect(page.getByLabel('Current password')).toHaveAccessibleDescription('This is not your password.');
  await page.getByLabel('Current password').fill(password);
  await begin.click();
  await expect(page.getByRole('img', { name: 'QR code for your authenticator app' })).toBeVisible();
  await expectAccessible(page);
  const secret = await page.locator('code').innerText();
  await page.getByLabel('Code', { exact: true }).fill('000000');
  await page.getByRole('button', { name: 'Switch on' }).click();
  await expect(page.getByLabel('Code', { exact: true })).toBeFocused();
  await expect(page.getByLabel('Code', { exact: true })).toHaveAccessibleDescription(/Check the clock/);
  await page.getByLabel('Code', { exact: true }).fill(appCode(secret));
  await page.getByRole('button', { name: 'Switch on' }).click();
  await expect(page.getByRole('heading', { name: 'Keep your recovery codes' })).toBeFocused();
  await expectAccessible(page);
  const codes = await page
    .getByRole('region', { name: 'Keep your recovery codes' })
    .getByRole('listitem')
    .allInnerTexts();
  await page.getByRole('button', { name: 'I have kept them' }).click();
  await expect(page.getByText('10 of 10 not used yet')).toBeVisible();
  await expectAccessible(page);
  return { secret, codes };
}

test('who has switched on the second factor signs in with a code of the app or a recovery code', async ({
  open,
  mailbox,
}) => {
  const page = await open();
  await register(page, mailbox, {
    name: 'Two Factors',
    username: 'two-factors',
    email: 'two-factors@example.com',
    password,
    role: 'client',
  });
  await openSecondFactor(page, 'Two Factors');
  const { secret, codes } = await switchOn(page);
  expect(new Set(codes).size).toBe(10);

  const phone = await open();
  await phone.goto('/sign-in?next=/projects');
  await signIn(phone, 'two-factors', password);
  const code = phone.getByLabel('Code', { exact: true });
  await expect(code).toBeFocused();
  await expect(phone.getByLabel('Password', { exact: true })).toBeHidden();
  await expectAccessible(phone);
  const send = phone.getByRole('button', { name: 'Sign in', exact: true });
  await send.click();
  await expect(code).toHaveAccessibleDescription(/Enter the code that your app shows/);
  await code.fill('000000');
  await send.click();
  await expect(code).toHaveAccessibleDescription(/This code is not right/);
  await expect(code).toBeFocused();
  await expectAccessible(phone);
  await code.fill(appCode(secret, 1));
  await send.click();
  await expect(phone).toHaveURL('/projects');
  expect(await phone.content()).not.toContain(password);

  const tablet = await open();
  await tablet.goto('/sign-in');
  await signIn(tablet, 'two-factors', password);
  await tablet.getByLabel('Code', { exact: true }).fill(codes[0] ?? '');
  await tablet.keyboard.press('Enter');
  await expect(tablet.getByText('Welcome back, Two Factors.')).toBeVisible();
  await openSecondFactor(tablet, 'Two Factors');
  await expect(tablet.getByText('9 of 10 not used yet')).toBeVisible();
});

test('recovery codes are made anew, and the second factor is switched off, both by the password', async ({
  open,
  mailbox,
}) => {
  const page = await open();
  await register(page, mailbox, {
    name: 'On And Off',
    username: 'on-and-off',
    email: 'on-and-off@example.com',
    password,
    role: 'developer',
  });
  await openSecondFactor(page, 'On And Off');
  const { codes } = await switchOn(page);
  await page.getByRole('button', { name: 'Make new ones' }).click();
  await expectAccessible(page);
  await page.getByLabel('Current password').fill(password);
  await page.getByRole('button', { name: 'Make new codes' }).click();
  await expect(page.getByRole('heading', { name: 'Keep your recovery codes' })).toBeFocused();
  await expect(page.getByText(codes[0] ?? '')).toHaveCount(0);
  await page.getByRole('button', { name: 'I have kept them' }).click();

  await page.getByRole('button', { name: 'Switch off' }).click();
  await page.getByLabel('Current password').fill('not-the-password');
  await page.getByRole('button', { name: 'Switch it off' }).click();
  await expect(page.getByLabel('Current password')).toBeFocused();
  await expectAccessible(page);
  await page.getByLabel('Current password').fill(password);
  await page.getByRole('button', { name: 'Switch it off' }).click();
  await expect(page.getByRole('button', { name: 'Set up an authenticator app' })).toBeVisible();

  const elsewhere = await open();
  await elsewhere.goto('/sign-in');
  await signIn(elsewhere, 'on-and-off', password);
  await expect(elsewhere.getByText('Welcome back, On And Off.')).toBeVisible();
});

test('a password is shown while it is typed, when the person wants to see it', async ({ open }) => {
  const page = await open();
  await page.goto('/sign-in');
  const password = page.getByLabel('Password', { exact: true });
  const toggle = page.getByRole('button', { name: 'Show what is typed' });
  await password.fill('marble');
  await expect(password).toHaveAttribute('type', 'password');
  await toggle.click();
  await expect(password).toHaveAttribute('type', 'text');
  await expect(password).toHaveValue('marble');
  await expect(toggle).toHaveAttribute('aria-pressed', 'true');
  await expectAccessible(page);
});
