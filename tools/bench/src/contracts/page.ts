import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import type { Generator } from './generators/generator.ts';
import type { ListedOperation } from './operations.ts';

export interface Page {
  /** gzip, level 6, of the minified bundle: schemas, their run-time module and zod. */
  gzipBytes: number;
  validate: (value: unknown) => boolean;
}

/** A page that validates the answer of one operation, or null when the generator makes types only. */
export async function buildPage(generator: Generator, operation: ListedOperation, out: string): Promise<Page | null> {
  const text = generator.page?.(operation, out);
  if (text === undefined) return null;
  await writeFile(join(out, 'page-schema.ts'), text);
  const entry = `import { schema } from './page-schema';
export const validate = (value) => schema.safeParse(value).success;\n`;
  const { outputFiles } = await build({
    stdin: { contents: entry, resolveDir: out, loader: 'ts' },
    bundle: true,
    write: false,
    format: 'esm',
    platform: 'browser',
    target: 'es2022',
    minify: true,
    logLevel: 'silent',
    alias: { ...generator.aliases },
  });
  const bundle = outputFiles[0]?.contents ?? new Uint8Array();
  const file = join(out, 'page.mjs');
  await writeFile(file, bundle);
  const { validate } = (await import(pathToFileURL(file).href)) as Pick<Page, 'validate'>;
  return { gzipBytes: gzipSync(bundle).length, validate };
}
