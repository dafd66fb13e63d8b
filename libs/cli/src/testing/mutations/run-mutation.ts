import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import type { OpenApiDocument } from '../../document/open-api-document.ts';
import { type GenerateOptions, type Generated, generate } from '../../generate.ts';
import { buildModel } from '../../model/contract-model.ts';
import { judge } from '../fidelity/judge.ts';
import { loadGenerated } from '../load-generated.ts';
import type { Mutation } from './mutations.ts';

const PACKAGE = new URL('../../../', import.meta.url).pathname;

type Generate = (document: OpenApiDocument, options: GenerateOptions) => Generated;

const NOT_LOADED = 'what comes out cannot be generated or loaded';

export type Outcome =
  /** The judge, or what loads the code, noticed. */
  | { outcome: 'caught'; by: string; detail: string }
  /** The text to replace is not in the source, or more than once. */
  | { outcome: 'stale' }
  /** The documents come out as without the bug: none of them has what it concerns. */
  | { outcome: 'unexercised' }
  | { outcome: 'uncaught' };

/** Plants one bug into a copy of the generator, generates the documents with it, and asks the judge. */
export async function runMutation(mutation: Mutation, documents: readonly OpenApiDocument[]): Promise<Outcome> {
  const source = await readFile(join(PACKAGE, mutation.file), 'utf8');
  if (source.split(mutation.find).length !== 2) return { outcome: 'stale' };
  const folder = await mkdtemp(join(tmpdir(), 'throughline-mutation-'));
  try {
    const mutated = await loadMutated(
      folder,
      mutation,
      source.replace(mutation.find, () => mutation.replace),
    );
    let exercised = false;
    for (const document of documents) {
      const verdict = await judgeDocument(mutated, document);
      if (verdict.caught !== null) return { outcome: 'caught', ...verdict.caught };
      exercised ||= verdict.exercised;
    }
    return { outcome: exercised ? 'uncaught' : 'unexercised' };
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** The generator with its run-time templates beside it, as its package has them. */
async function loadMutated(folder: string, mutation: Mutation, text: string): Promise<Generate> {
  await cp(join(PACKAGE, 'runtime'), join(folder, 'runtime'), { recursive: true });
  if (mutation.file.startsWith('runtime/')) await writeFile(join(folder, mutation.file), text);
  const bundled = await build({
    entryPoints: [join(PACKAGE, 'src/generate.ts')],
    bundle: true,
    write: false,
    format: 'esm',
    platform: 'node',
    plugins: [
      {
        name: 'mutation',
        setup(setup) {
          setup.onLoad({ filter: /\.ts$/ }, ({ path }) =>
            relative(PACKAGE, path) === mutation.file ? { contents: text, loader: 'ts' } : undefined,
          );
        },
      },
    ],
  });
  const file = join(folder, 'dist/emit/generate.mjs');
  await mkdir(join(folder, 'dist/emit'), { recursive: true });
  await writeFile(file, bundled.outputFiles[0]?.text ?? '');
  const module = (await import(/* @vite-ignore */ pathToFileURL(file).href)) as { generate: Generate };
  return module.generate;
}

async function judgeDocument(
  mutated: Generate,
  document: OpenApiDocument,
): Promise<{ caught: { by: string; detail: string } | null; exercised: boolean }> {
  const options = { importExtension: '.ts' } as const;
  const sound = generate(document, options).files;
  try {
    const { files } = mutated(document, options);
    const exercised = [...sound].some(([path, text]) => files.get(path) !== text) || files.size !== sound.size;
    if (!exercised) return { caught: null, exercised };
    const { faults } = judge(document, buildModel(document, {}), await loadGenerated(files), { firstOnly: true });
    const [fault] = faults;
    const caught = fault === undefined ? null : { by: `${fault.label}: ${fault.kind}`, detail: fault.detail };
    return { caught, exercised };
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    return { caught: { by: NOT_LOADED, detail }, exercised: true };
  }
}
