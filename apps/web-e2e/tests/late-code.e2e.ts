import { createProject } from './board-page.ts';
import { expect, test } from './test.ts';

test.describe('code that comes after the page', () => {
  test.use({ expected: ['net::ERR_FAILED'] });

  test('is asked for again when it is lost; what was done meanwhile is done when it is there', async ({ openAs }) => {
    const board = await createProject(await openAs('demo-client'), 'Lost on the way');
    await board.addTask('Early');
    const { page } = board;
    const address = page.url();
    const html = await (await page.request.get(address)).text();
    let isLost = true;
    const lost: string[] = [];
    await page.route('**/_next/static/chunks/**', async (route) => {
      const name = new URL(route.request().url()).pathname.split('/').at(-1) ?? '';
      if (!isLost || html.includes(name)) {
        await route.continue();
        return;
      }
      lost.push(name);
      await route.abort();
    });
    await page.goto(address);
    // The browser's own second attempt is lost too.
    await expect.poll(() => lost.length).toBeGreaterThan(new Set(lost).size);
    await expect(page.locator('[data-live="false"]')).toHaveText('Connecting');

    await board.card('Early').focus();
    await page.keyboard.press('Space');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Space');
    await board.expectOrder('In progress', ['Early']);
    await page.keyboard.press('c');
    const moved = page.waitForResponse(/\/move\/$/);
    isLost = false;
    expect((await moved).status()).toBe(200);
    await board.expectLive();
    await expect(page.getByRole('dialog', { name: 'New task' }).getByLabel('Title')).toBeFocused();
    await page.keyboard.press('Escape');
    await board.drag('Early', board.column('Done'));
    await board.expectOrder('Done', ['Early']);
  });
});

test('a button that is clicked before its code is there does what it says when the code has come', async ({
  openAs,
}) => {
  const page = await openAs('demo-client');
  let release: () => void = () => undefined;
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  let isAsked = false;
  await page.route('**/_next/static/chunks/*.js', async (route) => {
    isAsked = true;
    await released;
    await route.continue();
  });
  await page.goto('/projects', { waitUntil: 'commit' });
  await page.getByRole('button', { name: 'New project' }).click();
  expect(isAsked).toBe(true);
  const dialog = page.getByRole('dialog', { name: 'New project' });
  await expect(dialog).toBeHidden();
  release();
  await expect(dialog.getByLabel('Title')).toBeFocused();
});
