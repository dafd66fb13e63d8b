import { createProject, newButton } from './board-page.ts';
import { expectAccessible, expectAccessibleInLightAndDark } from './expect-accessible.ts';
import { expect, test } from './test.ts';

const viewports = [
  { width: 1280, height: 800 },
  { width: 390, height: 844 },
];

for (const viewport of viewports) {
  const look = { colorScheme: 'light', viewport } as const;
  test.describe(`${viewport.width} pixels wide, in light and dark`, () => {
    test('the pages of strangers have no fault that axe finds', async ({ open }) => {
      const page = await open(look);
      for (const path of ['/sign-in', '/register']) {
        await page.goto(path);
        await expectAccessibleInLightAndDark(page);
        await page
          .locator('form')
          .getByRole('button', { name: /^(Sign in|Create account)$/ })
          .click();
        await expect(page.locator('[aria-invalid="true"]').first()).toBeFocused();
        await expectAccessibleInLightAndDark(page);
      }
    });

    test('the pages of members have no fault that axe finds', async ({ openAs }) => {
      const page = await openAs('demo-client', look);
      await expectAccessibleInLightAndDark(page);
      await page.goto('/projects');
      await expect(page.getByRole('link', { name: 'Website relaunch' }).filter({ visible: true })).toBeVisible();
      await expectAccessibleInLightAndDark(page);
      await page.goto('/projects?search=nothing-has-these-words');
      await expect(page.getByRole('heading', { name: 'No project fits' })).toBeVisible();
      await expectAccessibleInLightAndDark(page);
      await newButton(page, 'New project').click();
      await expectAccessibleInLightAndDark(page);
      const board = await createProject(page, `Looked at by axe, ${viewport.width}`);
      await expectAccessibleInLightAndDark(page);
      await board.addTask('Something to look at');
      await board.expectLive();
      await expectAccessibleInLightAndDark(page);
      await board.card('Something to look at').focus();
      await page.keyboard.press('m');
      await expect(page.getByRole('menu')).toBeVisible();
      await expectAccessibleInLightAndDark(page);
      await page.keyboard.press('Escape');
      await page.keyboard.press('Space');
      await expect(page.locator('[aria-pressed="true"]')).toBeVisible();
      await expectAccessibleInLightAndDark(page);
      await page.keyboard.press('Escape');
      await page.keyboard.press('Enter');
      await expect(page.getByRole('dialog', { name: 'Task #1' })).toBeVisible();
      await expectAccessibleInLightAndDark(page);
      await page.keyboard.press('Escape');
      await page.getByRole('button', { name: 'Project actions' }).click();
      await expectAccessibleInLightAndDark(page);
      await page.getByRole('menuitem', { name: 'Edit project' }).click();
      await expectAccessibleInLightAndDark(page);
      await page.keyboard.press('Escape');
      await page.getByRole('link', { name: 'Members' }).click();
      await expect(page.getByRole('button', { name: 'Add member' })).toBeVisible();
      await expectAccessibleInLightAndDark(page);
      await page.getByRole('button', { name: 'Add member' }).click();
      await expectAccessibleInLightAndDark(page);
      await page.keyboard.press('Escape');
      await page.goto('/settings/second-factor');
      await expect(page.getByRole('button', { name: 'Set up an authenticator app' })).toBeVisible();
      await expectAccessibleInLightAndDark(page);
      await page.goto('/settings/passkeys');
      await page.getByRole('button', { name: 'Add passkey' }).click();
      await expect(page.getByRole('dialog', { name: 'Add passkey' })).toBeVisible();
      await expectAccessibleInLightAndDark(page);
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
