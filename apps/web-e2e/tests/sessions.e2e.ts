import { BoardPage, createProject } from './board-page.ts';
import { expectAccessible } from './expect-accessible.ts';
import { expect, test, type Page } from './test.ts';

function rowOf(page: Page, text: string) {
  return page.getByRole('list', { name: 'Sessions', exact: true }).getByRole('listitem').filter({ hasText: text });
}

async function openSessions(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Demo Client' }).click();
  await page.getByRole('menuitem', { name: 'Settings' }).click();
  await page.getByRole('link', { name: 'Sessions and devices' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Sessions and devices' })).toBeVisible();
}

// The page of an ended session asks for a token once more.
test.use({ expected: ['/session/token'] });

test('a session that is ended from another device leaves its page by itself', async ({ openAs }) => {
  const page = await openAs('demo-client');
  const board = await createProject(page, 'Seen on a lost phone');
  const lost = new BoardPage(await openAs('demo-client', { userAgent: 'LostPhone/1.0' }));
  await lost.page.goto(page.url());
  await lost.expectLive();
  const address = new URL(board.page.url()).pathname;

  await openSessions(page);
  await expect(rowOf(page, 'This device')).toContainText(/Chrom\w+ on Linux/);
  await expect(rowOf(page, 'LostPhone')).toContainText('127.0.0.1');
  await expectAccessible(page);
  await page.getByRole('button', { name: 'End the session LostPhone' }).click();
  await expect(lost.page).toHaveURL(`/sign-in?ended=1&next=${encodeURIComponent(address)}`);
  await expect(lost.page.getByText('Your session has ended. Sign in to go on.')).toBeVisible();
  await expect(rowOf(page, 'LostPhone')).toHaveCount(0);

  await lost.page.goto('/projects');
  await expect(lost.page.getByRole('heading', { name: 'Sign in' })).toBeVisible();
});

test('signing out everywhere else ends the others and keeps this one; who signs in is seen at once', async ({
  openAs,
}) => {
  const page = await openAs('demo-client');
  await openSessions(page);
  const tablet = await openAs('demo-client', { userAgent: 'Tablet/1.0' });
  await expect(rowOf(page, 'Tablet')).toBeVisible();
  await page.getByRole('button', { name: 'Sign out everywhere else' }).click();
  await expectAccessible(page);
  await page.getByRole('dialog').getByRole('button', { name: 'Sign out everywhere else' }).click();
  await expect(page.getByRole('dialog')).toBeHidden();
  await expect(page.getByRole('list', { name: 'Sessions', exact: true }).getByRole('listitem')).toHaveCount(1);
  await expect(page.getByRole('button', { name: 'Sign out everywhere else' })).toHaveCount(0);
  await expect(tablet).toHaveURL(/\/sign-in\?ended=1/);
  await page.goto('/projects');
  await expect(page.getByRole('heading', { level: 1, name: 'Projects' })).toBeVisible();
});

test.describe('a session that is over by the time it is ended', () => {
  test.use({ expected: ['/api/v1/sse', '/session/token'] });
  test('just goes from the list', async ({ openAs }) => {
    const page = await openAs('demo-client');
    const other = await openAs('demo-client', { userAgent: 'Other/1.0' });
    await openSessions(page);
    await page.route('**/api/v1/sse**', (route) => route.abort());
    await page.reload();
    await expect(rowOf(page, 'Other')).toBeVisible();
    await other.getByRole('button', { name: 'Demo Client' }).click();
    await other.getByRole('menuitem', { name: 'Sign out' }).click();
    await expect(other.getByRole('heading', { name: 'Sign in' })).toBeVisible();
    await page.getByRole('button', { name: 'End the session Other' }).click();
    await expect(rowOf(page, 'Other')).toHaveCount(0);
    await expect(page.getByText('There is nothing at this address.')).toHaveCount(0);
  });
});
