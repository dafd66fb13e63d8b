import { defineConfig } from 'vitest/config';

/** The Vitest settings of every project: the JUnit file is what `npm test` counts. */
export default defineConfig({
  test: {
    include: ['src/**/*.test.ts', 'src/**/*.test.tsx'],
    reporters: [['default', { summary: false }], 'junit'],
    outputFile: { junit: 'test-results/vitest.xml' },
    restoreMocks: true,
    unstubGlobals: true,
  },
});
