import { defineConfig } from 'vitest/config';

/** The Vitest settings of every project: the JUnit file is what `npm test` counts. */
export default defineConfig({
  test: {
    include: ['src/**/*.test.ts', 'src/**/*.test.tsx'],
    reporters: [['default', { summary: false }], 'junit'],
    outputFile: { junit: 'test-results/vitest.xml' },
    // Real processes, sockets and compilers on a machine that may be busy; a test that hangs still ends.
    testTimeout: 30_000,
    hookTimeout: 60_000,
    expect: { poll: { timeout: 20_000 } },
    restoreMocks: true,
    unstubGlobals: true,
  },
});
