import { expect, type Locator, type Page } from '@playwright/test';

export type ColumnName = 'To do' | 'In progress' | 'In review' | 'Done';

/** The board as a person finds their way on it. */
export class BoardPage {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  column(name: ColumnName): Locator {
    return this.page.getByRole('region', { name, exact: true });
  }

  card(title: string): Locator {
    return this.page.locator('[data-task]').filter({ hasText: title });
  }

  async expectOrder(name: ColumnName, titles: readonly string[]): Promise<void> {
    await expect(this.column(name).locator('[data-task]')).toHaveText(titles.map((title) => new RegExp(title)));
  }

  /** Waits until what others do is seen at once. */
  async expectLive(): Promise<void> {
    await expect(this.page.locator('[data-live="true"]')).toBeVisible();
  }

  /** Drags a card by mouse, once the code for that is there. */
  async drag(title: string, target: Locator, targetPosition?: { x: number; y: number }): Promise<void> {
    const card = this.page.locator('[draggable="true"] [data-task]').filter({ hasText: title });
    await card.dragTo(target, targetPosition && { targetPosition });
  }

  async addTask(title: string, column: ColumnName = 'To do'): Promise<void> {
    await this.page.getByRole('button', { name: `Add a task to ${column}` }).click();
    const dialog = this.page.getByRole('dialog');
    await dialog.getByLabel('Title').fill(title);
    await dialog.getByRole('button', { name: 'Create task' }).click();
    await expect(dialog).toBeHidden();
    await expect(this.card(title)).toBeVisible();
  }
}

/** The button that makes something new, once the page's code is there and the key C does so too. */
export function newButton(page: Page, name: string): Locator {
  return page.getByRole('button', { name }).and(page.locator('[aria-keyshortcuts="c"]'));
}

/** Creates a project through its dialog; the page then shows the project's board. */
export async function createProject(page: Page, title: string): Promise<BoardPage> {
  await page.goto('/projects');
  await newButton(page, 'New project').click();
  await page.getByRole('dialog').getByLabel('Title').fill(title);
  await page.getByRole('dialog').getByRole('button', { name: 'Create project' }).click();
  await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible();
  return new BoardPage(page);
}

/** Puts somebody on the team of the project that the page shows, and comes back to the board. */
export async function addMember(board: BoardPage, username: string, role: string): Promise<void> {
  const { page } = board;
  await page.getByRole('link', { name: 'Members' }).click();
  await page.getByRole('button', { name: 'Add member' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('User name').fill(username);
  await dialog.getByLabel('Role').selectOption(role);
  await dialog.getByRole('button', { name: 'Add member' }).click();
  await expect(page.getByRole('listitem').filter({ hasText: username })).toBeVisible();
  await page.getByRole('link', { name: 'Board', exact: true }).click();
}
