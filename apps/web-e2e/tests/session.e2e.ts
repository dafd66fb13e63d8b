import { expectAccessible } from './expect-accessible.ts';
import { register, sendRegistration } from './register.ts';
import { signIn } from './sign-in.ts';
import { expect, test } from './test.ts';

test.describe('signing in', () => {
  test('with a wrong password says so, keeps the name and moves the focus to the message', async ({ open }) => {
    const page = await open();
    await page.goto('/sign-in');
    await signIn(page, 'demo-client', 'not-the-password');
    const alert = page.locator('form').getByRole('alert');
    await expect(alert).toHaveText('The user name or password is not right.');
    await expect(alert).toBeFocused();
    await expect(page.getByLabel('User name or email')).toHaveValue('demo-client');
    await expect(page.getByLabel('Password')).toHaveValue('');
  });

  test('with nothing typed names what is missing, at the field', async ({ open }) => {
    const page = await open();
    await page.goto('/sign-in');
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await expect(page.getByLabel('User name or email')).toBeFocused();
    await expect(page.getByLabel('User name or email')).toHaveAccessibleDescription(
      'Enter your user name or email address.',
    );
    await expect(page.getByLabel('Password')).toHaveAccessibleDescription('Enter your password.');
  });

  test('leads back to the page that asked for it', async ({ open }) => {
    const page = await open();
    await page.goto('/projects?status=open');
    await expect(page).toHaveURL(/\/sign-in\?next=/);
    await signIn(page, 'demo-developer');
    await expect(page).toHaveURL('/projects?status=open');
  });

  test('never leads to another site', async ({ open }) => {
    const page = await open();
    await page.goto('/sign-in?next=//example.org/projects');
    await signIn(page, 'demo-developer');
    await expect(page.getByRole('heading', { name: 'Dashboard' })).toBeVisible();
  });
});

const newPerson = {
  name: 'New Person',
  username: 'new-person',
  email: 'new-person@example.com',
  password: 'quiet-harbour-violin',
  role: 'developer',
} as const;

test('who registers follows the link of a mail, is signed in and finds an empty list', async ({ open, mailbox }) => {
  const page = await open();
  await register(page, mailbox, newPerson);
  await expect(page.getByRole('heading', { name: 'No projects yet' })).toBeVisible();
});

test('registering with the address of an account says the same, and its person is told by mail', async ({
  open,
  mailbox,
}) => {
  const page = await open();
  const email = 'demo-client@example.org';
  const before = (await mailbox.to(email)).length;
  await sendRegistration(page, { ...newPerson, username: 'other-person', email });
  await expect(page.getByRole('heading', { name: 'Look into your mail' })).toBeFocused();
  await expect.poll(async () => (await mailbox.to(email)).length).toBe(before + 1);
  const [mail] = await mailbox.to(email);
  expect(mail?.text).toContain('/sign-in');
  expect(mail?.text).not.toContain('/confirm?');
});

test('the link of a registration works once, and only with its password', async ({ open, mailbox }) => {
  const page = await open();
  const person = { ...newPerson, username: 'once-only', email: 'once-only@example.com' };
  await sendRegistration(page, person);
  await page.goto(await mailbox.linkTo('/confirm', person.email));
  const send = async (password: string) => {
    await page.getByLabel('Password', { exact: true }).fill(password);
    await page.getByRole('button', { name: 'Open the account' }).click();
  };
  const link = page.url();
  await expectAccessible(page);
  await send('another-password-altogether');
  await expect(page.getByLabel('Password', { exact: true })).toBeFocused();
  await expectAccessible(page);
  await send(person.password);
  await expect(page.getByText('Welcome back, New Person.')).toBeVisible();
  const stranger = await open();
  await stranger.goto(link);
  await stranger.getByLabel('Password', { exact: true }).fill(person.password);
  await stranger.getByRole('button', { name: 'Open the account' }).click();
  await expect(stranger.getByRole('alert').filter({ hasText: 'link' })).toBeFocused();
  await stranger.goto('/confirm');
  await expect(stranger.getByRole('heading', { name: 'This link is not whole' })).toBeVisible();
  await expectAccessible(stranger);
});

test('a name that is taken is said at its field, and nothing is lost', async ({ open }) => {
  const page = await open();
  await sendRegistration(page, {
    ...newPerson,
    name: 'Second Client',
    username: 'demo-client',
    email: 'second@example.com',
  });
  await expect(page.getByLabel('User name')).toBeFocused();
  await expect(page.getByLabel('User name')).toHaveAttribute('aria-invalid', 'true');
  await expect(page.getByLabel('Name', { exact: true })).toHaveValue('Second Client');
  await expect(page.getByLabel('What brings you here?')).toHaveValue('developer');
});

test.describe('signing out', () => {
  // A page that has just opened may ask for its token when there is none any more.
  test.use({ expected: ['/session/token'] });

  test('leads to the sign-in page, and so does every other page from then on', async ({ openAs }) => {
    const page = await openAs('demo-client');
    await page.getByRole('button', { name: 'Demo Client' }).click();
    await page.getByRole('menuitem', { name: 'Sign out' }).click();
    await expect(page).toHaveURL('/sign-in');
    await page.goto('/projects');
    await expect(page).toHaveURL(/\/sign-in\?next=/);
  });
});

test('the chosen appearance is there at the next visit, before any script', async ({ openAs }) => {
  const page = await openAs('demo-client', { colorScheme: 'light' });
  await page.getByRole('button', { name: 'Demo Client' }).click();
  await page.getByRole('menuitemradio', { name: 'Dark' }).click();
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  const answer = await page.request.get('/projects');
  expect(await answer.text()).toContain('data-theme="dark"');
});
