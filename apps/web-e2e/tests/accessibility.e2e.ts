import { AxeBuilder } from '@axe-core/playwright';
import { createProject } from './board-page.ts';
import { expect, test, type Page } from './test.ts';

const looks = [
  { colorScheme: 'light', viewport: { width: 1280, height: 800 } },
  { colorScheme: 'dark', viewport: { width: 1280, height: 800 } },
  { colorScheme: 'light', viewport: { width: 390, height: 844 } },
  { colorScheme: 'dark', viewport: { width: 390, height: 844 } },
] as const;

async function expectAccessible(page: Page): Promise<void> {
  // Things that move in are half transparent for a moment.
  await page.waitForFunction(() => document.getAnimations().every(({ playState }) => playState !== 'running'));
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual([]);
  await expect(page.getByRole('heading', { level: 1 })).toHaveCount(1);
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect(overflow, 'the page is wider than the window').toBeLessThanOrEqual(0);
}

for (const look of looks) {
  test.describe(`${look.colorScheme}, ${look.viewport.width} pixels wide`, () => {
    test('the pages of strangers have no fault that axe finds', async ({ open }) => {
      const page = await open(look);
      for (const path of ['/sign-in', '/register']) {
        await page.goto(path);
        await expectAccessible(page);
        await page.locator('form').getByRole('button').click();
        await expect(page.locator('[aria-invalid="true"]').first()).toBeFocused();
        await expectAccessible(page);
      }
    });

    test('the pages of members have no fault that axe finds', async ({ openAs }) => {
      const page = await openAs('demo-client', look);
      await expectAccessible(page);
      await page.goto('/projects');
      await expect(page.getByRole('link', { name: 'Website relaunch' }).filter({ visible: true })).toBeVisible();
      await expectAccessible(page);
      await page.goto('/projects?search=nothing-has-these-words');
      await expect(page.getByRole('heading', { name: 'No project fits' })).toBeVisible();
      await expectAccessible(page);
      await page.getByRole('button', { name: 'New project' }).click();
      await expectAccessible(page);
      const board = await createProject(page, `Looked at by axe, ${look.colorScheme}, ${look.viewport.width}`);
      await expectAccessible(page);
      await board.addTask('Something to look at');
      await board.expectLive();
      await expectAccessible(page);
      await board.card('Something to look at').focus();
      await page.keyboard.press('m');
      await expect(page.getByRole('menu')).toBeVisible();
      await expectAccessible(page);
      await page.keyboard.press('Escape');
      await page.keyboard.press('Space');
      await expect(page.locator('[aria-pressed="true"]')).toBeVisible();
      await expectAccessible(page);
      await page.keyboard.press('Escape');
      await page.getByRole('link', { name: 'Members' }).click();
      await expect(page.getByRole('button', { name: 'Add member' })).toBeVisible();
      await expectAccessible(page);
      await page.getByRole('button', { name: 'Add member' }).click();
      await expectAccessible(page);
    });
  });
}

test.describe('an address that leads nowhere', () => {
  test.use({ expected: ['404 (Not Found)'] });

  test('is a page with a way on', async ({ openAs }) => {
    const page = await openAs('demo-client');
    for (const path of ['/projects/00000000-0000-0000-0000-000000000000', '/projects/nonsense', '/nowhere']) {
      await page.goto(path);
      await expect(page.getByRole('link', { name: /^Go to/ })).toBeVisible();
      await expectAccessible(page);
    }
  });
});

test('the first stop of the keyboard leads past the navigation', async ({ openAs }) => {
  const page = await openAs('demo-client');
  await page.goto('/projects');
  await page.keyboard.press('Tab');
  await expect(page.getByRole('link', { name: 'Skip to content' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.locator('#content')).toBeFocused();
});
