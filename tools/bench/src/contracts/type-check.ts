import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Generator } from './generators/generator.ts';
import { measureProcess, type Usage } from './measure-process.ts';
import { peersModules } from './peers.ts';

/** `tsc` under strict over everything that was generated and the client beside it. */
export async function prepareTypeCheck(generator: Generator, out: string, client: string): Promise<void> {
  const zod = (path: string) => [join(peersModules, path)];
  const paths = {
    zod: zod('zod'),
    'zod/mini': zod('zod/mini'),
    ...Object.fromEntries(Object.entries(generator.aliases ?? {}).map(([name, path]) => [name, [path]])),
  };
  const compilerOptions = {
    target: 'es2023',
    lib: ['es2023', 'dom', 'dom.iterable'],
    module: 'esnext',
    moduleResolution: 'bundler',
    customConditions: ['development'],
    allowImportingTsExtensions: true,
    strict: true,
    skipLibCheck: true,
    noEmit: true,
    types: [],
    paths,
  };
  await writeFile(join(out, 'client-of-calls.ts'), client);
  await writeFile(join(out, 'tsconfig.json'), JSON.stringify({ compilerOptions, include: ['**/*.ts', '**/.*/*.ts'] }));
}

export interface TypeCheck extends Usage {
  errors: number;
  /** What tsc itself says that it used: its heap, without what Node has besides and without what is not collected yet. */
  heapMb: number;
}

export async function typeCheck(out: string, limitMs: number): Promise<TypeCheck> {
  const tsc = join(peersModules, 'typescript/bin/tsc');
  const usage = await measureProcess([tsc, '--project', out, '--pretty', 'false', '--diagnostics'], out, limitMs);
  const [, heapKb] = /^Memory used:\s+(\d+)K/m.exec(usage.output) ?? [];
  return { ...usage, errors: usage.output.match(/error TS\d+/g)?.length ?? 0, heapMb: Number(heapKb) / 1024 };
}
