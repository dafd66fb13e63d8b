import { createProject, newButton } from './board-page.ts';
import { expect, test } from './test.ts';

test('C makes a project on the lists and a task on a board, but not while somebody types', async ({ openAs }) => {
  const page = await openAs('demo-client');
  await expect(newButton(page, 'New project')).toBeVisible();
  await page.keyboard.press('c');
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByRole('heading', { name: 'New project' })).toBeVisible();
  await page.keyboard.press('c');
  await expect(dialog.getByLabel('Title')).toHaveValue('c');
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await page.goto('/projects');
  await expect(newButton(page, 'New project')).toBeVisible();
  await page.getByLabel('Search projects').focus();
  await page.keyboard.press('c');
  await expect(dialog).toBeHidden();
  await createProject(page, 'Made by keys');
  await page.keyboard.press('Control+c');
  await expect(dialog).toBeHidden();
  await page.keyboard.press('c');
  await expect(dialog.getByRole('heading', { name: 'New task' })).toBeVisible();
});

test('single keys can be switched off, and stay off', async ({ openAs }) => {
  const page = await openAs('demo-client');
  await page.getByRole('button', { name: 'Demo Client' }).click();
  await page
    .getByRole('group', { name: /^Single keys/ })
    .getByRole('menuitemradio', { name: 'Off' })
    .click();
  await expect(page.locator('html')).toHaveAttribute('data-shortcuts', 'off');
  await expect(newButton(page, 'New project')).toBeHidden();
  await page.keyboard.press('c');
  await expect(page.getByRole('dialog')).toBeHidden();
  await page.goto('/projects');
  await expect(page.locator('html')).toHaveAttribute('data-shortcuts', 'off');
  await page.getByRole('button', { name: 'Demo Client' }).click();
  await page
    .getByRole('group', { name: /^Single keys/ })
    .getByRole('menuitemradio', { name: 'On' })
    .click();
  await expect(newButton(page, 'New project')).toBeVisible();
  await page.keyboard.press('c');
  await expect(page.getByRole('dialog').getByRole('heading', { name: 'New project' })).toBeVisible();
});
