import { expectAccessible } from './expect-accessible.ts';
import { register } from './register.ts';
import { signIn } from './sign-in.ts';
import { expect, test } from './test.ts';

const oldPassword = 'quiet-harbour-violin';
const newPassword = 'copper-lantern-meadow';

// The page of an ended session asks for a token once more.
test.use({ expected: ['/session/token'] });

test('a new password is taken with the old one, and ends every other session', async ({ open, mailbox }) => {
  const page = await open();
  await register(page, mailbox, {
    name: 'Careful Person',
    username: 'careful-person',
    email: 'careful-person@example.com',
    password: oldPassword,
    role: 'client',
  });
  const other = await open();
  await other.goto('/sign-in');
  await signIn(other, 'careful-person', oldPassword);
  await expect(other.getByText('Welcome back, Careful Person.')).toBeVisible();
  await expect(other.locator('[data-fresh="true"]')).toBeAttached();

  await page.getByRole('button', { name: 'Careful Person' }).click();
  await page.getByRole('menuitem', { name: 'Settings' }).click();
  await page.getByRole('link', { name: 'Password' }).click();
  const change = async (current: string, wanted: string) => {
    await page.getByLabel('Current password', { exact: true }).fill(current);
    await page.getByLabel('New password', { exact: true }).fill(wanted);
    await page.getByRole('button', { name: 'Change password' }).click();
  };
  await expect(page.getByRole('heading', { level: 1, name: 'Password' })).toBeVisible();
  await expectAccessible(page);
  await change('', '');
  await expect(page.getByText('Enter your password as it is now.')).toBeVisible();
  await expect(page.getByText('Choose a new password.')).toBeVisible();
  await change('a wrong password', newPassword);
  await expect(page.getByText('This is not your password.')).toBeVisible();
  await expect(page.getByLabel('Current password', { exact: true })).toBeFocused();
  await change(oldPassword, 'password');
  await expect(page.getByLabel('New password', { exact: true })).toBeFocused();
  await expectAccessible(page);
  await change(oldPassword, newPassword);
  await expect(page.getByText('Your password is changed')).toBeVisible();

  await expect(other).toHaveURL(/\/sign-in\?ended=1/);
  await signIn(other, 'careful-person', oldPassword);
  await expect(other.getByRole('alert').filter({ hasText: 'not right' })).toBeVisible();
  await signIn(other, 'careful-person', newPassword);
  await expect(other.getByRole('heading', { level: 1, name: 'Dashboard' })).toBeVisible();
});
