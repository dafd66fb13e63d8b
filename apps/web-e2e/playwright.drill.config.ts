import { defineConfig } from '@playwright/test';
import usual from './playwright.config.ts';

/** The browser drills that take minutes: `npm run test:full`. */
export default defineConfig(usual, {
  testDir: 'long',
  testMatch: '**/*.drill.ts',
  reporter: [['list'], ['junit', { outputFile: 'test-results/playwright-drill.xml' }]],
  timeout: 300_000,
});
