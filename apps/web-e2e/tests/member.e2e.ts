import { addMember, createProject } from './board-page.ts';
import { expectAccessible } from './expect-accessible.ts';
import { expect, test } from './test.ts';

test.describe('a member who is removed', () => {
  test.use({ expected: ['404 (Not Found)'] });

  test('sees the project no more, and their tasks become nobody’s', async ({ openAs }) => {
    const board = await createProject(await openAs('demo-client'), 'Left behind');
    const { page } = board;
    const address = page.url();
    await addMember(board, 'demo-developer', 'contributor');
    await board.addTask('Half done');
    await board.card('Half done').click();
    const task = page.getByRole('dialog', { name: 'Task #1' });
    await task.getByLabel('Assignee').selectOption({ label: 'Demo Developer' });
    await task.getByRole('button', { name: 'Save task' }).click();
    await expect(board.card('Half done').getByRole('img', { name: 'Demo Developer' })).toBeVisible();
    const developer = await openAs('demo-developer');
    await developer.goto('/projects');
    const link = developer.getByRole('link', { name: 'Left behind' }).filter({ visible: true });
    await expect(link).toBeVisible();

    await page.getByRole('link', { name: 'Members' }).click();
    const member = page.getByRole('listitem').filter({ hasText: 'demo-developer' });
    const dialog = page.getByRole('dialog', { name: 'Remove Demo Developer?' });
    await page.getByRole('button', { name: 'Remove Demo Developer' }).click();
    await expectAccessible(page);
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    await expect(member).toBeVisible();
    await page.getByRole('button', { name: 'Remove Demo Developer' }).click();
    await dialog.getByRole('button', { name: 'Remove member' }).click();
    await expect(member).toHaveCount(0);

    await expect(link).toHaveCount(0);
    await developer.goto(address);
    await expect(developer.getByRole('heading', { level: 1, name: 'This could not be found' })).toBeVisible();
    await page.getByRole('link', { name: 'Board', exact: true }).click();
    await expect(board.card('Half done')).toBeVisible();
    await expect(board.card('Half done').getByRole('img')).toHaveCount(0);
  });
});
