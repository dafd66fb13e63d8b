import { join } from 'node:path';
import { defineConfig } from 'vitest/config';
import preset from '../../shared-config/vitest/preset.ts';

export default defineConfig({
  // It guards the bundles of pages; outside of them it refuses to be imported.
  resolve: { alias: { 'server-only': join(import.meta.dirname, 'node_modules/server-only/empty.js') } },
  // Next's layout has no folder `src`.
  test: { ...preset.test, include: ['{app,components,lib,tests}/**/*.test.{ts,tsx}'] },
});
