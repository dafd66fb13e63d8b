import { createProject } from './board-page.ts';
import { expectAccessible } from './expect-accessible.ts';
import { expect, test, type Page } from './test.ts';

async function openAccountMenu(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Demo Client' }).click();
}

test('a person goes on for themselves and back for their company, and sees the projects of each', async ({
  openAs,
}) => {
  const page = await openAs('demo-client');
  await openAccountMenu(page);
  const yourself = page.getByRole('menuitemradio', { name: 'Yourself' });
  const company = page.getByRole('menuitemradio', { name: 'Demo Company' });
  await expect(company).toBeChecked();
  await expectAccessible(page);
  // The menu closes at once, the page that is to have the new company comes after the answer.
  const replaced = page.waitForEvent('load');
  await yourself.click();
  await replaced;
  await openAccountMenu(page);
  await expect(yourself).toBeChecked();
  await page.keyboard.press('Escape');

  // What the page itself asks for goes by the new token, live events among it.
  const own = await createProject(page, 'On my own');
  await own.addTask('Mine alone');
  await own.expectLive();

  await openAccountMenu(page);
  await company.click();
  await expect(page).toHaveURL('/');
  await page.goto('/projects');
  await expect(page.getByRole('link', { name: 'Website relaunch' }).filter({ visible: true })).toBeVisible();
  await expect(page.getByText('On my own')).toHaveCount(0);
});

test.describe('when the server is away', () => {
  test.use({ expected: ['net::ERR_INTERNET_DISCONNECTED'] });

  test('the person still acts as before, and is told so', async ({ openAs }) => {
    const page = await openAs('demo-client');
    // A page that is being read again when the network goes is left by Next.
    await expect(page.locator('[data-fresh="true"]')).toBeAttached();
    await openAccountMenu(page);
    await page.context().setOffline(true);
    await page.getByRole('menuitemradio', { name: 'Yourself' }).click();
    await expect(page.getByText('You still act as before.')).toBeVisible();
    await page.context().setOffline(false);
    await openAccountMenu(page);
    await expect(page.getByRole('menuitemradio', { name: 'Demo Company' })).toBeChecked();
  });
});

test('who belongs to no company is not asked for whom they act', async ({ openAs }) => {
  const page = await openAs('demo-developer');
  await page.getByRole('button', { name: 'Demo Developer' }).click();
  await expect(page.getByRole('menuitem', { name: 'Sign out' })).toBeVisible();
  await expect(page.getByText('Act for')).toHaveCount(0);
});
