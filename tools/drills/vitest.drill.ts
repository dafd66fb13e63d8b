import { defineConfig } from 'vitest/config';

/** The drills that take too long, or need more than Node and Python, for every change: `npm run test:full`. */
export default defineConfig({
  test: {
    include: ['long/**/*.drill.ts'],
    reporters: [['default', { summary: false }], 'junit'],
    outputFile: { junit: 'test-results/vitest-drill.xml' },
    testTimeout: 120_000,
    hookTimeout: 1_200_000,
    fileParallelism: false,
  },
});
