import { createProject, newButton, addMember } from './board-page.ts';
import { expectAccessible } from './expect-accessible.ts';
import { expect, test, type Page } from './test.ts';

async function choose(page: Page, item: string): Promise<void> {
  await page.getByRole('button', { name: 'Project actions' }).click();
  await page.getByRole('menuitem', { name: item }).click();
}

test('a project is edited, and the page of somebody else shows it without being asked', async ({ openAs }) => {
  const { page } = await createProject(await openAs('demo-client'), 'Before');
  const other = await page.context().newPage();
  await other.goto(page.url());
  await expect(other.locator('[data-live="true"]')).toBeVisible();

  await choose(page, 'Edit project');
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByLabel('Title')).toHaveValue('Before');
  await expectAccessible(page);
  await dialog.getByLabel('Title').fill('');
  await dialog.getByRole('button', { name: 'Save changes' }).click();
  await expect(dialog.getByLabel('Title')).toBeFocused();
  await expect(dialog.getByLabel('Title')).toHaveAccessibleDescription('Give the project a title.');
  await dialog.getByLabel('Title').fill('After');
  await dialog.getByLabel('Due').fill('2030-01-31');
  await dialog.getByRole('button', { name: 'Save changes' }).click();
  await expect(dialog).toBeHidden();
  for (const shown of [page, other]) {
    await expect(shown.getByRole('heading', { level: 1, name: 'After' })).toBeVisible();
    await expect(shown.getByText('31 Jan 2030')).toBeVisible();
  }
});

test.describe('a change that somebody made meanwhile', () => {
  test.use({ expected: ['net::ERR_FAILED'] });

  test('is not overwritten unseen, and nothing that was typed is lost', async ({ openAs }) => {
    const { page } = await createProject(await openAs('demo-client'), 'Raced');
    // This page does not hear of the other's change.
    await page.context().route('**/api/v1/sse**', (route) => route.abort());
    const other = await page.context().newPage();
    await other.goto(page.url());
    await page.reload();
    for (const [shown, title] of [
      [page, 'Mine'],
      [other, 'Theirs'],
    ] as const) {
      await expect(newButton(shown, 'New task')).toBeVisible();
      await choose(shown, 'Edit project');
      await shown.getByRole('dialog').getByLabel('Title').fill(title);
    }
    await other.getByRole('button', { name: 'Save changes' }).click();
    await expect(other.getByRole('heading', { level: 1, name: 'Theirs' })).toBeVisible();

    await page.getByRole('button', { name: 'Save changes' }).click();
    await expect(page.getByRole('dialog').getByRole('alert')).toContainText('Someone else changed this');
    await expect(page.getByRole('dialog').getByLabel('Title')).toHaveValue('Mine');
    await page.getByRole('button', { name: 'Save changes' }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'Mine' })).toBeVisible();
  });
});

test('a project goes from status to status, and its board closes with the last', async ({ openAs }) => {
  const board = await createProject(await openAs('demo-client'), 'Going on');
  const { page } = board;
  await page.getByRole('button', { name: 'Project actions' }).click();
  await expect(page.getByRole('menuitem', { name: 'In progress' })).toBeHidden();
  await expectAccessible(page);
  await page.keyboard.press('Escape');
  for (const status of ['Open', 'In progress', 'Completed']) {
    await choose(page, status);
    await expect(page.getByText(status, { exact: true }).first()).toBeVisible();
  }
  await expect(page.getByRole('button', { name: 'New task' })).toBeHidden();
  await page.getByRole('button', { name: 'Project actions' }).click();
  await expect(page.getByRole('menuitem', { name: 'Delete project' })).toBeHidden();
});

test('a draft is deleted after a question, and is gone for everybody', async ({ openAs }) => {
  const { page } = await createProject(await openAs('demo-client'), 'Short-lived');
  const address = page.url();
  await choose(page, 'Delete project');
  await expectAccessible(page);
  await page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click();
  await expect(page.getByRole('dialog')).toBeHidden();
  await choose(page, 'Delete project');
  await page.getByRole('dialog').getByRole('button', { name: 'Delete project' }).click();
  await expect(page).toHaveURL('/projects');
  await expect(page.getByText('Short-lived')).toHaveCount(0);
  await page.goto(address);
  await expect(page.getByRole('heading', { level: 1, name: 'This could not be found' })).toBeVisible();
});

test('who does not manage a project is offered none of it', async ({ openAs }) => {
  const client = await createProject(await openAs('demo-client'), 'Not yours');
  const address = client.page.url();
  await addMember(client, 'demo-developer', 'contributor');
  const developer = await openAs('demo-developer');
  await developer.goto(address);
  await expect(developer.getByRole('heading', { level: 1, name: 'Not yours' })).toBeVisible();
  await expect(developer.getByRole('button', { name: 'Project actions' })).toHaveCount(0);
});

test('lists and members show what others do without being asked', async ({ openAs }) => {
  const client = await createProject(await openAs('demo-client'), 'Shared soon');
  const { page } = client;
  const address = page.url();
  const developer = await openAs('demo-developer');
  await developer.goto('/projects');
  await expect(developer.getByText('Shared soon')).toHaveCount(0);
  await addMember(client, 'demo-developer', 'contributor');
  await expect(developer.getByRole('link', { name: 'Shared soon' }).filter({ visible: true })).toBeVisible();
  await developer.goto(`${address}/members`);
  await expect(developer.getByRole('listitem').filter({ hasText: 'demo-developer' })).toContainText('Contributor');
  await page.getByRole('link', { name: 'Members' }).click();
  await page.getByLabel(/^Role of Demo Developer$/).selectOption('observer');
  await expect(developer.getByRole('listitem').filter({ hasText: 'demo-developer' })).toContainText('Observer');
});
