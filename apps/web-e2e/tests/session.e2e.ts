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
    await page.getByRole('button', { name: 'Sign in' }).click();
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

test('who registers is signed in and finds an empty list', async ({ open }) => {
  const page = await open();
  await page.goto('/register');
  await page.getByLabel('Name', { exact: true }).fill('New Person');
  await page.getByLabel('User name').fill('new-person');
  await page.getByLabel('Email').fill('new-person@example.com');
  await page.getByLabel('Password').fill('quiet-harbour-violin');
  await page.getByLabel('What brings you here?').selectOption('developer');
  await page.getByRole('button', { name: 'Create account' }).click();
  await expect(page.getByText('Welcome back, New Person.')).toBeVisible();
  await expect(page.getByRole('heading', { name: 'No projects yet' })).toBeVisible();
});

test('a name that is taken is said at its field, and nothing is lost', async ({ open }) => {
  const page = await open();
  await page.goto('/register');
  await page.getByLabel('Name', { exact: true }).fill('Second Client');
  await page.getByLabel('User name').fill('demo-client');
  await page.getByLabel('Email').fill('second@example.com');
  await page.getByLabel('Password').fill('quiet-harbour-violin');
  await page.getByLabel('What brings you here?').selectOption('developer');
  await page.getByRole('button', { name: 'Create account' }).click();
  await expect(page.getByLabel('User name')).toBeFocused();
  await expect(page.getByLabel('User name')).toHaveAttribute('aria-invalid', 'true');
  await expect(page.getByLabel('Name', { exact: true })).toHaveValue('Second Client');
  await expect(page.getByLabel('What brings you here?')).toHaveValue('developer');
});

test('after signing out the pages ask to sign in again', async ({ openAs }) => {
  const page = await openAs('demo-client');
  await page.getByRole('button', { name: 'Demo Client' }).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await expect(page).toHaveURL('/sign-in');
  await page.goto('/projects');
  await expect(page).toHaveURL(/\/sign-in\?next=/);
});

test('the chosen appearance is there at the next visit, before any script', async ({ openAs }) => {
  const page = await openAs('demo-client', { colorScheme: 'light' });
  await page.getByRole('button', { name: 'Demo Client' }).click();
  await page.getByRole('menuitemradio', { name: 'Dark' }).click();
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  const answer = await page.request.get('/projects');
  expect(await answer.text()).toContain('data-theme="dark"');
});
