import { defineConfig } from '@playwright/test';
import { findChromium } from './tests/find-chromium.ts';

export default defineConfig({
  testDir: 'tests',
  testMatch: '**/*.e2e.ts',
  outputDir: 'test-results/artifacts',
  reporter: [['list'], ['junit', { outputFile: 'test-results/playwright.xml' }]],
  // The tests of a worker share a stack; two stacks would be slower than one.
  workers: 1,
  forbidOnly: true,
  // `--trace on` records what a test did, for about a fifth more of its time.
  // Limits for what hangs. How fast things are is measured elsewhere: a machine may be busy.
  timeout: 240_000,
  expect: { timeout: 30_000 },
  use: {
    launchOptions: await findChromium(),
    actionTimeout: 30_000,
    navigationTimeout: 60_000,
    screenshot: 'only-on-failure',
  },
});
