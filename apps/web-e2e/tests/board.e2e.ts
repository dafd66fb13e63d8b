import { addMember, BoardPage, createProject, newButton } from './board-page.ts';
import { expect, test } from './test.ts';

test('a task that one person drags moves in the other person’s browser by itself', async ({ openAs }) => {
  const client = await createProject(await openAs('demo-client'), 'Dragged together');
  await client.addTask('Paint the door');
  await client.addTask('Oil the hinge');
  await addMember(client, 'demo-developer', 'contributor');
  await client.expectLive();

  const developer = new BoardPage(await openAs('demo-developer'));
  await developer.page.goto(client.page.url());
  await developer.expectLive();

  await client.drag('Paint the door', client.column('In progress'));
  await client.expectOrder('In progress', ['Paint the door']);
  await developer.expectOrder('In progress', ['Paint the door']);
  await developer.expectOrder('To do', ['Oil the hinge']);

  await developer.drag('Oil the hinge', developer.card('Paint the door'), { x: 40, y: 4 });
  await client.expectOrder('In progress', ['Oil the hinge', 'Paint the door']);
  await client.page.reload();
  await client.expectOrder('In progress', ['Oil the hinge', 'Paint the door']);
});

test('a new task and one that was moved back by Undo are seen by the other person', async ({ openAs }) => {
  const client = await createProject(await openAs('demo-client'), 'Undone together');
  await addMember(client, 'demo-developer', 'observer');
  await client.expectLive();
  const developer = new BoardPage(await openAs('demo-developer'));
  await developer.page.goto(client.page.url());
  await developer.expectLive();

  await client.addTask('Sweep the yard');
  await developer.expectOrder('To do', ['Sweep the yard']);
  await client.drag('Sweep the yard', client.column('Done'));
  await developer.expectOrder('Done', ['Sweep the yard']);
  await client.page.getByRole('button', { name: 'Undo' }).click();
  await developer.expectOrder('To do', ['Sweep the yard']);
});

test('the keyboard lifts, moves, drops and cancels, and says what it did', async ({ openAs }) => {
  const board = await createProject(await openAs('demo-client'), 'Moved by keys');
  for (const title of ['First', 'Second', 'Third']) await board.addTask(title);
  const { page } = board;
  const said = page.locator('p[aria-live="assertive"]');

  await board.card('First').focus();
  await page.keyboard.press('ArrowDown');
  await expect(board.card('Second')).toBeFocused();
  await page.keyboard.press('Space');
  await expect(said).toContainText('Lifted Second. To do, position 2 of 3.');
  await page.keyboard.press('ArrowUp');
  await expect(said).toHaveText('To do, position 1 of 3.');
  await page.keyboard.press('Escape');
  await expect(said).toContainText('Move cancelled.');
  await board.expectOrder('To do', ['First', 'Second', 'Third']);

  await page.keyboard.press('Space');
  await page.keyboard.press('ArrowRight');
  await expect(board.card('Second')).toBeFocused();
  await page.keyboard.press('ArrowRight');
  await expect(said).toHaveText('In review, position 1 of 1.');
  await expect(board.card('Second')).toBeFocused();
  const answered = page.waitForResponse(/\/move\/$/);
  await page.keyboard.press('Space');
  await expect(said).toContainText('Dropped Second. In review, position 1 of 1.');
  expect((await answered).status()).toBe(200);
  await expect(board.card('Second')).toBeFocused();
  await page.reload();
  await board.expectOrder('In review', ['Second']);
  await board.expectOrder('To do', ['First', 'Third']);
});

test('the move menu does what a drag does', async ({ openAs }) => {
  const board = await createProject(await openAs('demo-client'), 'Moved by menu');
  for (const title of ['First', 'Second']) await board.addTask(title);
  const { page } = board;
  await board.card('Second').focus();
  await page.keyboard.press('m');
  await expect(page.getByRole('menuitem', { name: 'In progress' })).toBeFocused();
  await page.keyboard.press('End');
  await page.keyboard.press('Enter');
  await board.expectOrder('To do', ['Second', 'First']);
  await board.card('First').hover();
  await page.getByRole('button', { name: 'Move First' }).click();
  await page.getByRole('menuitem', { name: 'Done' }).click();
  await board.expectOrder('Done', ['First']);
});

test.describe('a move that is refused', () => {
  test.use({ expected: ['409 (Conflict)', 'net::ERR_FAILED'] });

  test('goes back, and a message says why', async ({ openAs }) => {
    const client = await createProject(await openAs('demo-client'), 'Refused');
    await client.addTask('Anchor');
    await client.addTask('Boat', 'Done');
    const other = new BoardPage(await client.page.context().newPage());
    await other.page.goto(client.page.url());
    await other.expectLive();
    // The first browser no longer hears what happens, and so moves behind a card that is elsewhere by now.
    await client.page.context().route('**/api/v1/sse**', (route) => route.abort());
    await client.page.reload();
    await expect(newButton(client.page, 'New task')).toBeVisible();
    await client.expectOrder('Done', ['Boat']);
    await other.drag('Boat', other.column('In review'));
    await other.expectOrder('In review', ['Boat']);

    await client.drag('Anchor', client.card('Boat'), { x: 40, y: 60 });
    await expect(client.page.getByText('Anchor was not moved. The board has changed in the meantime.')).toBeVisible();
    await client.expectOrder('To do', ['Anchor']);
  });
});

test('who only looks on can move nothing', async ({ openAs }) => {
  const client = await createProject(await openAs('demo-client'), 'Looked at');
  await client.addTask('Fixed');
  await addMember(client, 'demo-developer-2', 'observer');
  const observer = new BoardPage(await openAs('demo-developer-2'));
  await observer.page.goto(client.page.url());
  await observer.expectLive();
  await observer.card('Fixed').focus();
  await observer.page.keyboard.press('Space');
  await observer.page.keyboard.press('ArrowRight');
  await observer.page.keyboard.press('Space');
  await observer.expectOrder('To do', ['Fixed']);
  await expect(observer.page.getByRole('button', { name: 'New task' })).toBeHidden();
});
