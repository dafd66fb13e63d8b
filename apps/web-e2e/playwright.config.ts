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
  timeout: 90_000,
  // The first page after a start takes its time on a small machine; what must be quick says so itself.
  expect: { timeout: 15_000 },
  use: { launchOptions: await findChromium(), screenshot: 'only-on-failure', trace: 'retain-on-failure' },
});
