import { readdirSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join, parse } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { corpusFolder } from './env.ts';
import { PackedFolder, parseObject, readObject } from './packed-folder.ts';

const DOCUMENTS = corpusFolder ?? fileURLToPath(new URL('../src/testing/documents/', import.meta.url));
const NAMES = readdirSync(DOCUMENTS).filter((name) => /\.(?:ya?ml|json)$/.test(name) && name !== 'manifest.json');

/** Strict, and more than the compiler's own `strict`: the generated code must live with what any project asks for. */
const COMPILER = {
  strict: true,
  exactOptionalPropertyTypes: true,
  noUncheckedIndexedAccess: true,
  noPropertyAccessFromIndexSignature: true,
  noUnusedLocals: true,
  verbatimModuleSyntax: true,
  isolatedModules: true,
  skipLibCheck: true,
  target: 'es2023',
  module: 'nodenext',
  types: [],
};

/** Loads what was generated and counts what it exports, as a program of the folder's owner would. */
const LOADER = `
const module = await import(process.argv[2]);
const operations = Object.values(module.contracts).flatMap((router) => Object.values(router));
const schemas = Object.entries(module).filter(([name]) => name.endsWith('Schema'));
for (const [, schema] of schemas) schema.safeParse(null);
console.log(JSON.stringify({ operations: operations.length, schemas: schemas.length }));
`;

let folder: PackedFolder;

beforeAll(async () => {
  folder = await PackedFolder.make();
  await writeFile(join(folder.path, 'load.mjs'), LOADER);
}, 120_000);

afterAll(() => folder.remove());

describe('somebody’s document, in a folder with nothing but the package', () => {
  it.each(NAMES)('%s is synced, type-checked and loaded', { timeout: 300_000 }, async (file) => {
    const { name } = parse(file);
    const out = `src/${name}`;
    expect(await folder.run('npx', 'throughline', 'sync', join(DOCUMENTS, file), '--out', out)).toMatch(
      /[1-9]\d* added, 0 changed/,
    );
    const project = {
      compilerOptions: { ...COMPILER, rootDir: out, outDir: `dist/${name}` },
      include: [`${out}/**/*`],
    };
    await writeFile(join(folder.path, `tsconfig.${name}.json`), JSON.stringify(project));
    expect(await folder.typeCheck(`tsconfig.${name}.json`)).toBe('');
    const loaded = await folder.run('node', 'load.mjs', `./dist/${name}/index.js`);
    const { operations, schemas } = parseObject(loaded);
    const manifest = await readObject(join(folder.path, out, 'manifest.json'));
    expect(operations).toBe(sizeOf(manifest['operations']));
    expect(schemas).toBeGreaterThanOrEqual(sizeOf(manifest['schemas']));
  });
});

function sizeOf(value: unknown): number {
  return typeof value === 'object' && value !== null ? Object.keys(value).length : 0;
}
