import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

/** The page as it stands has no fault that axe finds, one first heading, and is no wider than the window. */
export async function expectAccessible(page: Page): Promise<void> {
  await expectNoFaults(page, (axe) => axe);
  await expect(page.getByRole('heading', { level: 1 })).toHaveCount(1);
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect(overflow, 'the page is wider than the window').toBeLessThanOrEqual(0);
}

/** The same in light and dark, between which only the colours differ. The page is light again afterwards. */
export async function expectAccessibleInLightAndDark(page: Page): Promise<void> {
  await expectAccessible(page);
  await page.emulateMedia({ colorScheme: 'dark' });
  await expectNoFaults(page, (axe) => axe.withRules('color-contrast'));
  await page.emulateMedia({ colorScheme: 'light' });
}

async function expectNoFaults(page: Page, choose: (axe: AxeBuilder) => AxeBuilder): Promise<void> {
  // Things that move in are half transparent for a moment.
  await page.waitForFunction(() => document.getAnimations().every(({ playState }) => playState !== 'running'));
  // The title is streamed, and may come after what can be seen.
  await expect(page).toHaveTitle(/\S/);
  const { violations } = await choose(new AxeBuilder({ page })).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual([]);
}
