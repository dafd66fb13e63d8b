import { defineConfig } from 'vitest/config';

/** What needs the package registry: the package as a stranger installs it. */
export default defineConfig({
  test: {
    include: ['drill/**/*.drill.ts'],
    reporters: [['default', { summary: false }], 'junit'],
    outputFile: { junit: 'test-results/vitest-drill.xml' },
  },
});
