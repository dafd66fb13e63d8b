import type { Page } from '@playwright/test';

/** Notes each error that a page throws or logs; a breach of the content security policy is logged as one. */
export function watchProblems(page: Page, problems: string[]): void {
  page.on('pageerror', (error) => problems.push(`${page.url()} threw ${error.message}`));
  page.on('console', (message) => {
    if (message.type() === 'error') problems.push(`${page.url()} logged ${message.text()} ${message.location().url}`);
  });
}
