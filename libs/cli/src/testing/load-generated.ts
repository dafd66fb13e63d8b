import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';

/** The package's folder, from which generated code finds zod. */
const PACKAGE = new URL('../../', import.meta.url).pathname;

/** Bundles modules that exist in memory alone. The entry is one of them, or text that imports them from `generated/`. */
export async function bundle(files: ReadonlyMap<string, string>, entry: string, minify = false): Promise<string> {
  const result = await build({
    stdin: { contents: entry, resolveDir: PACKAGE, loader: 'ts' },
    bundle: true,
    write: false,
    format: 'esm',
    platform: 'neutral',
    mainFields: ['module', 'main'],
    minify,
    plugins: [
      {
        name: 'generated',
        setup(build) {
          build.onResolve({ filter: /^generated\// }, ({ path }) => ({
            path: path.slice('generated/'.length),
            namespace: 'generated',
          }));
          build.onResolve({ filter: /^\.\.?\//, namespace: 'generated' }, ({ path, importer }) => ({
            path: decodeURI(new URL(path, `file:///${encodeURI(importer)}`).pathname)
              .slice(1)
              .replace(/\.js$/, '.ts'),
            namespace: 'generated',
          }));
          build.onLoad({ filter: /.*/, namespace: 'generated' }, ({ path }) => ({
            contents: files.get(path) ?? '',
            loader: 'ts',
            resolveDir: PACKAGE,
          }));
        },
      },
    ],
  });
  return result.outputFiles[0]?.text ?? '';
}

/** Runs generated code as a page or a service would: bundled, with the real zod. */
export async function loadGenerated(files: ReadonlyMap<string, string>): Promise<Record<string, unknown>> {
  const folder = await mkdtemp(join(tmpdir(), 'throughline-'));
  try {
    const path = join(folder, 'generated.mjs');
    await writeFile(path, await bundle(files, "export * from 'generated/index.ts';"));
    return (await import(/* @vite-ignore */ pathToFileURL(path).href)) as Record<string, unknown>;
  } finally {
    await rm(folder, { recursive: true });
  }
}
