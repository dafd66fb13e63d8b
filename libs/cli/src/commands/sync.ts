import { join, relative } from 'node:path';
import type { NamedDocument } from '../config/load-config.ts';
import { readIfPresent, writeFolder } from '../output/output-folder.ts';
import { type Prepared, prepare } from './prepare.ts';
import { describeChanges, describeDiagnostics } from './report.ts';

export interface CommandOptions {
  waitMs: number;
  verbose: boolean;
  /** Writes one line for people. */
  print: (line: string) => void;
}

/**
 * Brings the generated code of each document up to date. All of them are generated before the first is written.
 * @returns the exit code: 0.
 */
export async function sync(documents: NamedDocument[], options: CommandOptions): Promise<number> {
  for (const prepared of await prepare(documents, options.waitMs)) await syncOne(prepared, options);
  return 0;
}

async function syncOne({ document, generated, difference }: Prepared, options: CommandOptions): Promise<void> {
  const before = await readIfPresent(join(document.out, 'manifest.json'));
  await writeFolder(document.out, generated.files, difference);
  options.print(`${document.name} → ${relative(process.cwd(), document.out) || '.'}`);
  for (const line of describeChanges(before, generated.files.get('manifest.json') ?? '')) options.print(`  ${line}`);
  for (const line of describeDiagnostics(generated.diagnostics, options.verbose)) options.print(`  ${line}`);
  const { added, changed, removed, unchanged } = difference;
  options.print(
    `  files: ${added.length} added, ${changed.length} changed, ${removed.length} removed, ${unchanged} as they were`,
  );
}
