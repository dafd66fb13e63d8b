import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { expect, test } from 'vitest';

/** What a browser loads for an entry of this package, dependencies included, in bytes of gzip. */
async function sizeOf(entry: string): Promise<number> {
  const { outputFiles } = await build({
    entryPoints: [new URL(entry, import.meta.url).pathname],
    bundle: true,
    minify: true,
    format: 'esm',
    platform: 'browser',
    conditions: ['development'],
    write: false,
  });
  return gzipSync(outputFiles[0]?.contents ?? '', { level: 9 }).length;
}

test.each([
  ['./index.ts', 13_000],
  ['./realtime/index.ts', 14_000],
  ['./query/index.ts', 2000],
])('%s costs a page at most %i bytes', async (entry, budgetBytes) => {
  const size = await sizeOf(entry);
  expect(size).toBeGreaterThan(1000);
  expect(size).toBeLessThanOrEqual(budgetBytes);
});
