import { addMember, BoardPage, createProject } from './board-page.ts';
import { expectAccessible } from './expect-accessible.ts';
import { expect, test } from './test.ts';

test('a task opens by Enter and by click, is changed, and is so in the other person’s browser', async ({ openAs }) => {
  const client = await createProject(await openAs('demo-client'), 'Described');
  await client.addTask('Vague');
  await addMember(client, 'demo-developer', 'contributor');
  const developer = new BoardPage(await openAs('demo-developer'));
  await developer.page.goto(client.page.url());
  await developer.expectLive();

  const { page } = client;
  await client.card('Vague').focus();
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Task #1' });
  await expect(dialog.getByLabel('Title')).toHaveValue('Vague');
  await expectAccessible(page);
  await dialog.getByLabel('Title').fill('Clear');
  await dialog.getByLabel('Priority').selectOption('high');
  await dialog.getByLabel('Assignee').selectOption({ label: 'Demo Developer' });
  await dialog.getByLabel('Due').fill('2030-01-31');
  await dialog.getByLabel('Description').fill('In so many words.');
  await dialog.getByRole('button', { name: 'Save task' }).click();
  await expect(dialog).toBeHidden();
  await expect(client.card('Clear')).toBeFocused();
  await expect(developer.card('Clear')).toContainText('31 Jan 2030');

  await developer.card('Clear').click();
  const seen = developer.page.getByRole('dialog');
  await expect(seen.getByLabel('Description')).toHaveValue('In so many words.');
  await expect(seen.getByLabel('Assignee').locator('option:checked')).toHaveText('Demo Developer');
  await seen.getByRole('button', { name: 'Cancel' }).click();
  await expect(seen).toBeHidden();
});

test('a task is deleted after a question, and goes from the other person’s browser, also where it is open', async ({
  openAs,
}) => {
  const client = await createProject(await openAs('demo-client'), 'Thinned out');
  await client.addTask('Superfluous');
  await addMember(client, 'demo-developer', 'contributor');
  const developer = new BoardPage(await openAs('demo-developer'));
  await developer.page.goto(client.page.url());
  await developer.expectLive();
  await developer.card('Superfluous').click();

  await client.card('Superfluous').click();
  const dialog = client.page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Delete' }).click();
  await expect(dialog.getByText('This cannot be undone.')).toBeVisible();
  await expectAccessible(client.page);
  await dialog.getByRole('button', { name: 'Keep task' }).click();
  await dialog.getByRole('button', { name: 'Delete' }).click();
  await dialog.getByRole('button', { name: 'Delete task' }).click();
  await expect(dialog).toBeHidden();
  await expect(client.card('Superfluous')).toHaveCount(0);
  await expect(developer.page.getByText('The task is gone')).toBeVisible();
  await expect(developer.card('Superfluous')).toHaveCount(0);
});

test.describe('a task that somebody changed meanwhile', () => {
  test.use({ expected: ['412 (Precondition Failed)'] });

  test('is not overwritten unseen; what was typed stays, and can be sent again', async ({ openAs }) => {
    const client = await createProject(await openAs('demo-client'), 'Written by two');
    await client.addTask('Draft');
    const other = new BoardPage(await client.page.context().newPage());
    await other.page.goto(client.page.url());
    await other.expectLive();
    await client.card('Draft').click();
    await client.page.getByRole('dialog').getByLabel('Title').fill('Mine');
    await other.card('Draft').click();
    await other.page.getByRole('dialog').getByLabel('Title').fill('Theirs');
    await other.page.getByRole('button', { name: 'Save task' }).click();
    await expect(client.card('Theirs')).toHaveCount(1);

    const dialog = client.page.getByRole('dialog');
    await expect(dialog.getByLabel('Title')).toHaveValue('Mine');
    await dialog.getByRole('button', { name: 'Save task' }).click();
    await expect(dialog.getByRole('alert')).toContainText('Someone else changed this');
    await expect(dialog.getByLabel('Title')).toHaveValue('Mine');
    await dialog.getByRole('button', { name: 'Save task' }).click();
    await expect(dialog).toBeHidden();
    await expect(other.card('Mine')).toBeVisible();
  });
});

test.describe('without a network', () => {
  test.use({ expected: ['net::ERR_INTERNET_DISCONNECTED'] });

  test('a task is not saved, which is said, and is saved when there is one again', async ({ openAs }) => {
    const board = await createProject(await openAs('demo-client'), 'Saved later');
    await board.addTask('Wait');
    await board.expectLive();
    const { page } = board;
    await board.card('Wait').click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Title').fill('Arrived');
    await page.context().setOffline(true);
    await dialog.getByRole('button', { name: 'Save task' }).click();
    await expect(dialog.getByRole('alert')).toContainText('The service cannot be reached just now.');
    await expect(dialog.getByLabel('Title')).toHaveValue('Arrived');
    await page.context().setOffline(false);
    await dialog.getByRole('button', { name: 'Save task' }).click();
    await expect(dialog).toBeHidden();
    await expect(board.card('Arrived')).toBeVisible();
  });
});

test('who only looks on reads a task and can change nothing of it', async ({ openAs }) => {
  const client = await createProject(await openAs('demo-client'), 'Read only');
  await client.addTask('To be read');
  await addMember(client, 'demo-developer-2', 'observer');
  const observer = new BoardPage(await openAs('demo-developer-2'));
  await observer.page.goto(client.page.url());
  await observer.expectLive();
  await observer.card('To be read').focus();
  await observer.page.keyboard.press('Enter');
  const dialog = observer.page.getByRole('dialog');
  await expect(dialog).toContainText('To be read');
  await expect(dialog.getByRole('textbox')).toHaveCount(0);
  await expectAccessible(observer.page);
});

test('nothing on the page shifts when live data arrive', async ({ openAs }) => {
  const client = await createProject(await openAs('demo-client'), 'Standing still');
  await client.addTask('First');
  const other = new BoardPage(await client.page.context().newPage());
  await other.page.addInitScript(() => {
    const shifts: number[] = [];
    Object.assign(window, { shifts });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) if ('value' in entry) shifts.push(Number(entry.value));
    }).observe({ type: 'layout-shift', buffered: true });
  });
  await other.page.goto(client.page.url());
  await other.expectLive();
  await client.addTask('Second');
  await expect(other.card('Second')).toBeVisible();
  await client.card('First').click();
  await client.page.getByRole('dialog').getByLabel('Due').fill('2030-01-31');
  await client.page.getByRole('button', { name: 'Save task' }).click();
  await expect(other.card('First')).toContainText('31 Jan 2030');
  await client.addTask('Third', 'In review');
  await expect(other.card('Third')).toBeVisible();
  const shifts = await other.page.evaluate(() => (window as unknown as { shifts: number[] }).shifts);
  test.info().annotations.push({ type: 'layout shifts', description: JSON.stringify(shifts) });
  // A card that says more is taller, and those below it give way; that alone may move.
  expect(shifts.filter((value) => value > 0.01)).toEqual([]);
});
