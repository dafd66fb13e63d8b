import { expectAccessible } from './expect-accessible.ts';
import { register } from './register.ts';
import { signIn } from './sign-in.ts';
import { expect, test } from './test.ts';

const password = 'quiet-harbour-violin';

// The page of an ended session asks for a token once more, or is about to open its stream.
test.use({ expected: ['/session/token', '/api/v1/sse'] });

function person(username: string) {
  return { name: 'Somebody', username, email: `${username}@example.com`, password, role: 'client' } as const;
}

test('the profile is saved, and the page shows the new name', async ({ open, mailbox }) => {
  const page = await open();
  await register(page, mailbox, person('renamed-person'));
  await page.goto('/settings/profile');
  await expectAccessible(page);
  await page.getByLabel('Name', { exact: true }).fill('');
  await page.getByRole('button', { name: 'Save changes' }).click();
  await expect(page.getByText('Enter your name.')).toBeVisible();
  await page.getByLabel('Name', { exact: true }).fill('Renamed Person');
  await page.getByLabel('What brings you here?').selectOption('developer');
  await page.getByLabel('Time zone').selectOption('Europe/Berlin');
  await page.getByRole('button', { name: 'Save changes' }).click();
  await expect(page.getByText('Your profile is saved')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Renamed Person' })).toBeVisible();
  await page.reload();
  await expect(page.getByLabel('Time zone')).toHaveValue('Europe/Berlin');
  await expect(page.getByLabel('What brings you here?')).toHaveValue('developer');
});

test.describe('a forgotten password', () => {
  test('is set by the link of a mail, which works once and ends every session', async ({ open, mailbox }) => {
    const page = await open();
    const forgetful = person('forgetful-person');
    await register(page, mailbox, forgetful);
    await expect(page.locator('[data-fresh="true"]')).toBeAttached();
    const elsewhere = await open();
    await elsewhere.goto('/sign-in');
    await elsewhere.getByRole('link', { name: 'Forgot your password?' }).click();
    await elsewhere.getByRole('button', { name: 'Send the link' }).click();
    await expect(elsewhere.getByText('Enter your email address.')).toBeVisible();
    await expectAccessible(elsewhere);
    await elsewhere.getByLabel('Email').fill(forgetful.email);
    await elsewhere.getByRole('button', { name: 'Send the link' }).click();
    await expect(elsewhere.getByRole('heading', { name: 'Look into your mail' })).toBeFocused();
    const link = await mailbox.linkTo('/reset', forgetful.email);

    const setPassword = async (wanted: string) => {
      await elsewhere.goto(link);
      await elsewhere.getByLabel('New password', { exact: true }).fill(wanted);
      await elsewhere.getByRole('button', { name: 'Set the password' }).click();
    };
    await setPassword('password');
    await expect(elsewhere.getByLabel('New password', { exact: true })).toBeFocused();
    await expectAccessible(elsewhere);
    await setPassword('copper-lantern-meadow');
    await expect(elsewhere.getByRole('heading', { name: 'Your password is changed' })).toBeFocused();
    await expect(page).toHaveURL(/\/sign-in\?ended=1/);
    await setPassword('another-lantern-meadow');
    await expect(elsewhere.getByRole('alert').filter({ hasText: 'link' })).toBeFocused();
    await elsewhere.getByRole('link', { name: 'Sign in' }).click();
    await signIn(elsewhere, forgetful.username, 'copper-lantern-meadow');
    await expect(elsewhere.getByRole('heading', { level: 1, name: 'Dashboard' })).toBeVisible();
  });
});

test('another address counts when the link that was sent there is followed', async ({ open, mailbox }) => {
  const page = await open();
  const moved = person('moved-person');
  await register(page, mailbox, moved);
  await page.goto('/settings/email');
  await expect(page.getByText('Your address is moved-person@example.com.')).toBeVisible();
  await expectAccessible(page);
  await page.getByLabel('New email address').fill('moved-away@example.com');
  await page.getByLabel('Current password', { exact: true }).fill('not the password');
  await page.getByRole('button', { name: 'Send the link' }).click();
  await expect(page.getByLabel('Current password', { exact: true })).toBeFocused();
  await expect(page.getByLabel('New email address')).toHaveValue('moved-away@example.com');
  await page.getByLabel('Current password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Send the link' }).click();
  await expect(page.getByRole('heading', { name: 'Look into your mail' })).toBeFocused();
  await page.goto(await mailbox.linkTo('/confirm-address', 'moved-away@example.com'));
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Confirm the address' }).click();
  await expect(page.getByRole('heading', { name: 'The address is yours' })).toBeFocused();
  await page.goto('/settings/email');
  await expect(page.getByText('Your address is moved-away@example.com.')).toBeVisible();
  // Whoever read the mails of the old address is not the only one to know.
  await expect.poll(async () => (await mailbox.to(moved.email))[0]?.text).toContain('moved-away@example.com');
});

test('an account that is deleted can be kept until its last day', async ({ open, mailbox }) => {
  const page = await open({ userAgent: 'Departure/1.0' });
  const leaving = person('leaving-person');
  await register(page, mailbox, leaving);
  await page.goto('/settings/profile');
  await page.getByRole('button', { name: 'Delete account' }).click();
  const dialog = page.getByRole('dialog');
  await expectAccessible(page);
  await dialog.getByLabel('Current password', { exact: true }).fill('not the password');
  await dialog.getByRole('button', { name: 'Delete account' }).click();
  await expect(dialog.getByLabel('Current password', { exact: true })).toBeFocused();
  await dialog.getByLabel('Current password', { exact: true }).fill(password);
  await dialog.getByRole('button', { name: 'Delete account' }).click();
  await expect(page).toHaveURL(/\/sign-in\?ended=1/);
  await signIn(page, leaving.username, password);
  const banner = page.getByRole('form', { name: 'Account deletion' });
  await expect(banner).toContainText('Your account will be deleted on');
  await expectAccessible(page);
  await banner.getByRole('button', { name: 'Keep the account' }).click();
  await expect(banner).toBeHidden();
  await page.goto('/settings/security-log');
  const row = (text: string) =>
    page.getByRole('list', { name: 'Security log' }).getByRole('listitem').filter({ hasText: text });
  // The person's browser, not the web server that asked the services for them.
  await expect(row('The account was kept').filter({ hasText: 'Departure' })).toHaveCount(1);
  await expect(row('Deletion of the account was asked for').filter({ hasText: 'Departure' })).toHaveCount(1);
  await expect(row('This session').filter({ hasText: 'Signed in' })).toHaveCount(1);
  await expectAccessible(page);
});

test.describe('the security log', () => {
  test('shows what happens elsewhere, and ends what should not go on', async ({ open, mailbox }) => {
    const page = await open();
    const watchful = person('watchful-person');
    await register(page, mailbox, watchful);
    await page.goto('/settings/security-log');
    await expect(page.locator('[data-fresh="true"]')).toBeAttached();
    const row = (text: string) =>
      page.getByRole('list', { name: 'Security log' }).getByRole('listitem').filter({ hasText: text });
    const stranger = await open({ userAgent: 'Stranger/1.0' });
    await stranger.goto('/sign-in');
    await signIn(stranger, watchful.username, 'a wrong guess');
    await expect(stranger.getByRole('alert').filter({ hasText: 'not right' })).toBeVisible();
    await signIn(stranger, watchful.username, password);
    await expect(stranger.getByRole('heading', { level: 1, name: 'Dashboard' })).toBeVisible();
    await expect(stranger.locator('[data-fresh="true"]')).toBeAttached();
    await expect(row('A sign-in failed')).toContainText('Stranger');
    await page.getByRole('button', { name: 'End the session Stranger' }).click();
    await expect(row('A session was ended')).toBeVisible();
    await expect(stranger).toHaveURL(/\/sign-in\?ended=1/);
  });
});
