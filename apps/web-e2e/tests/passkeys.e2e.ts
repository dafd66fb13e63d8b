import { expectAccessible } from './expect-accessible.ts';
import { register } from './register.ts';
import { expect, test, type Page } from './test.ts';
import { VirtualAuthenticator } from './virtual-authenticator.ts';

const password = 'quiet-harbour-violin';

// The page of an ended session asks for a token once more.
test.use({ expected: ['/session/token'] });

function rowOf(page: Page, name: string) {
  return page.getByRole('main').getByRole('listitem').filter({ hasText: name });
}

async function openPasskeys(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name }).click();
  await page.getByRole('menuitem', { name: 'Settings' }).click();
  await page.getByRole('link', { name: 'Passkeys' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Passkeys' })).toBeVisible();
}

async function addPasskey(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: 'Add passkey' }).click();
  const dialog = page.getByRole('dialog', { name: 'Add passkey' });
  await dialog.getByLabel('Name').fill(name);
  await dialog.getByLabel('Current password').fill(password);
  await dialog.getByRole('button', { name: 'Add passkey' }).click();
}

async function signOut(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name }).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible();
}

test('a passkey is added, signs its person in, is renamed and removed', async ({ open, mailbox }) => {
  const page = await open();
  await VirtualAuthenticator.of(page);
  await register(page, mailbox, {
    name: 'Key Holder',
    username: 'key-holder',
    email: 'key-holder@example.com',
    password,
    role: 'client',
  });
  await openPasskeys(page, 'Key Holder');
  await expect(page.getByRole('heading', { name: 'No passkeys yet' })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Add passkey' }).click();
  const dialog = page.getByRole('dialog', { name: 'Add passkey' });
  await expect(dialog.getByLabel('Name')).toHaveValue(/on Linux/);
  await dialog.getByRole('button', { name: 'Add passkey' }).click();
  await expect(dialog.getByLabel('Current password')).toHaveAccessibleDescription('Enter your password.');
  await expectAccessible(page);
  await page.keyboard.press('Escape');

  await addPasskey(page, 'Fingerprint');
  await expect(dialog).toBeHidden();
  await expect(rowOf(page, 'Fingerprint')).toContainText('never used');
  await expectAccessible(page);
  await addPasskey(page, 'Fingerprint again');
  await expect(dialog.getByRole('alert')).toHaveText('There is a passkey for this account on that device already.');
  await expectAccessible(page);
  await page.keyboard.press('Escape');

  await signOut(page, 'Key Holder');
  await page.getByRole('button', { name: 'Sign in with a passkey' }).click();
  await expect(page.getByText('Welcome back, Key Holder.')).toBeVisible();

  await openPasskeys(page, 'Key Holder');
  await expect(rowOf(page, 'Fingerprint')).toContainText('last used');
  await page.getByRole('button', { name: 'Rename the passkey Fingerprint' }).click();
  await page.getByRole('dialog').getByLabel('Name').fill('This laptop');
  await expectAccessible(page);
  await page.getByRole('dialog').getByRole('button', { name: 'Rename' }).click();
  await expect(rowOf(page, 'This laptop')).toBeVisible();
  await page.getByRole('button', { name: 'Remove the passkey This laptop' }).click();
  await expectAccessible(page);
  await page.getByRole('dialog').getByRole('button', { name: 'Remove passkey' }).click();
  await expect(page.getByRole('heading', { name: 'No passkeys yet' })).toBeVisible();

  await signOut(page, 'Key Holder');
  await page.getByRole('button', { name: 'Sign in with a passkey' }).click();
  await expect(page.getByRole('alert').filter({ hasText: 'This passkey was not accepted.' })).toBeVisible();
  await expectAccessible(page);
});

test('the browser offers a passkey at the field of the user name, without a click', async ({ open, mailbox }) => {
  const page = await open();
  await VirtualAuthenticator.of(page, { fillsIn: true });
  await register(page, mailbox, {
    name: 'No Clicks',
    username: 'no-clicks',
    email: 'no-clicks@example.com',
    password,
    role: 'developer',
  });
  await openPasskeys(page, 'No Clicks');
  await addPasskey(page, 'Fingerprint');
  await expect(rowOf(page, 'Fingerprint')).toBeVisible();
  await page.context().clearCookies();
  await page.goto('/sign-in?next=/projects');
  await expect(page).toHaveURL('/projects');
  await expect(page.getByRole('button', { name: 'No Clicks' })).toBeVisible();
});

test('an authenticator that does not know its owner lets nobody in, and says what to do', async ({ open, mailbox }) => {
  const page = await open();
  const authenticator = await VirtualAuthenticator.of(page);
  await register(page, mailbox, {
    name: 'Other Finger',
    username: 'other-finger',
    email: 'other-finger@example.com',
    password,
    role: 'client',
  });
  await openPasskeys(page, 'Other Finger');
  await addPasskey(page, 'Fingerprint');
  await expect(rowOf(page, 'Fingerprint')).toBeVisible();
  await signOut(page, 'Other Finger');
  await authenticator.recognise(false);
  await page.getByRole('button', { name: 'Sign in with a passkey' }).click();
  await expect(page.getByRole('alert').filter({ hasText: 'No passkey was used.' })).toBeVisible();
  await expectAccessible(page);
});
