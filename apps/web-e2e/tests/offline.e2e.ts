import { BoardPage, createProject } from './board-page.ts';
import { expect, test } from './test.ts';

test.describe('offline', () => {
  test.use({ expected: ['net::ERR_INTERNET_DISCONNECTED'] });

  test('without a network the page says so, and a move goes out when there is one again', async ({ openAs }) => {
    const board = await createProject(await openAs('demo-client'), 'Offline');
    await board.addTask('Carry on');
    await board.expectLive();
    const { page } = board;
    await page.context().setOffline(true);
    await expect(page.getByText('You are offline.')).toBeVisible();
    await board.drag('Carry on', board.column('Done'));
    await board.expectOrder('Done', ['Carry on']);
    const answered = page.waitForResponse(/\/move\/$/);
    await page.context().setOffline(false);
    expect((await answered).status()).toBe(200);
    await expect(page.getByText('You are offline.')).toBeHidden();
    await page.reload();
    await new BoardPage(page).expectOrder('Done', ['Carry on']);
  });
});
