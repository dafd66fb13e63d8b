import { test as base, expect, type BrowserContextOptions, type Page } from '@playwright/test';
import { startTemporaryStack, type TemporaryStack } from '@throughline/stack/temporary-stack';
import { issuerClient, startLocalIssuer, type LocalIssuer } from '../issuer/local-issuer.ts';
import { Mailbox } from './mailbox.ts';
import { signIn } from './sign-in.ts';
import { watchProblems } from './watch-problems.ts';

export type { Page };

interface Fixtures {
  /** Opens a browser of its own, with nobody signed in. */
  open: (options?: BrowserContextOptions) => Promise<Page>;
  /** Opens a browser of its own in which an account of the demo data is signed in. */
  openAs: (username: string, options?: BrowserContextOptions) => Promise<Page>;
  mailbox: Mailbox;
  /** What a browser is expected to complain about, by parts of the messages; anything else fails the test. */
  expected: string[];
}

interface WorkerFixtures {
  /** A sign-in service that the stack knows. */
  issuer: LocalIssuer;
  stack: TemporaryStack;
}

/** A stack for all tests, and browsers that fail the test when a page breaks a rule of its security policy. */
export const test = base.extend<Fixtures, WorkerFixtures>({
  issuer: [
    async ({}, use) => {
      const issuer = await startLocalIssuer();
      await use(issuer);
      await issuer.stop();
    },
    { scope: 'worker' },
  ],
  stack: [
    async ({ issuer }, use) => {
      const overrides = {
        SOCIAL_OIDC_ISSUER: issuer.address,
        SOCIAL_OIDC_CLIENT_ID: issuerClient.id,
        SOCIAL_OIDC_CLIENT_SECRET: issuerClient.secret,
        SOCIAL_OIDC_LABEL: 'the local issuer',
      };
      const stack = await startTemporaryStack({ withWeb: true, overrides });
      issuer.serve(stack.env['PUBLIC_URL'] ?? '');
      await use(stack);
      await stack.stop();
    },
    { scope: 'worker', timeout: 120_000 },
  ],
  baseURL: async ({ stack }, use) => {
    await use(stack.env['PUBLIC_URL'] ?? '');
  },
  expected: [[], { option: true }],
  mailbox: async ({ stack }, use) => {
    await use(new Mailbox(stack));
  },
  open: async ({ browser, baseURL, expected, stack }, use, testInfo) => {
    const problems: string[] = [];
    const pages: Page[] = [];
    await use(async (options) => {
      const context = await browser.newContext({ baseURL: baseURL ?? '', ...options });
      const page = await context.newPage();
      watchProblems(page, problems);
      pages.push(page);
      return page;
    });
    await Promise.all(pages.map((page) => page.context().close()));
    if (testInfo.status !== testInfo.expectedStatus)
      await testInfo.attach('stack', { body: stack.log.slice(-200).join('\n'), contentType: 'text/plain' });
    expect(problems.filter((problem) => !expected.some((part) => problem.includes(part)))).toEqual([]);
  },
  openAs: async ({ open }, use) => {
    await use(async (username, options) => {
      const page = await open(options);
      await page.goto('/sign-in');
      await signIn(page, username);
      await expect(page.getByRole('heading', { level: 1, name: 'Dashboard' })).toBeVisible();
      return page;
    });
  },
});

export { expect };
