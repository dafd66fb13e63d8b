import { join, relative } from 'node:path';
import type { NamedDocument } from '../config/load-config.ts';
import type { ContractChanges } from '../contract/compare-contracts.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import { NO_CHANGES, compareManifests } from '../output/compare-manifests.ts';
import { type Difference, readIfPresent } from '../output/output-folder.ts';
import { StagedFolder } from '../output/staged-folder.ts';
import type { CommandOptions } from './command-options.ts';
import { type Prepared, prepare } from './prepare.ts';
import { describeChanges, describeDiagnostics } from './report.ts';

/** What `sync --json` prints for each document. */
interface SyncReport {
  name: string;
  out: string;
  files: Difference;
  /** Null when the manifest before was written in another form. */
  changes: ContractChanges | null;
  notExpressed: Diagnostic[];
}

export interface SyncOptions {
  /** Where the texts come from, if not from the documents' sources. */
  read?: (document: NamedDocument) => Promise<string>;
  /** Say nothing of documents whose code is as it was. */
  changedOnly?: boolean;
}

/**
 * Brings the generated code of each document up to date. All of them are generated, and written beside their places, before the first
 * takes its place.
 * @returns the exit code: 0.
 */
export async function sync(
  documents: NamedDocument[],
  options: CommandOptions,
  { read, changedOnly = false }: SyncOptions = {},
): Promise<number> {
  const prepared = await prepare(documents, { ...options, useCache: true, ...(read === undefined ? {} : { read }) });
  const written = await write(prepared);
  const reports: SyncReport[] = [];
  for (const { document, difference, diagnostics } of prepared) {
    const out = relative(options.folder, document.out) || '.';
    const changes = written.get(document.name) ?? null;
    const report = { name: document.name, out, files: difference, changes, notExpressed: diagnostics };
    if (options.json) reports.push(report);
    else if (!changedOnly || !isSame(difference)) printReport(report, options);
  }
  if (options.json) options.print(JSON.stringify({ command: 'sync', documents: reports }));
  return 0;
}

function isSame({ added, changed, removed }: Difference): boolean {
  return added.length + changed.length + removed.length === 0;
}

/** Writes what is new, all or nothing, and finds what changed since the last time, by the document's name. */
async function write(prepared: Prepared[]): Promise<Map<string, ContractChanges | null>> {
  const changes = new Map<string, ContractChanges | null>();
  const staged: StagedFolder[] = [];
  try {
    for (const { document, files, difference } of prepared) {
      const before = files === null ? null : await readIfPresent(join(document.out, 'manifest.json'));
      changes.set(
        document.name,
        files === null ? NO_CHANGES : compareManifests(before, files.get('manifest.json') ?? ''),
      );
      if (files !== null) staged.push(await StagedFolder.of(document.out, files, difference));
    }
  } catch (error) {
    for (const folder of staged) await folder.discard();
    throw error;
  }
  for (const folder of staged) await folder.commit();
  for (const { remember } of prepared) await remember();
  return changes;
}

function printReport({ name, out, files, changes, notExpressed }: SyncReport, options: CommandOptions): void {
  const lines = [
    ...describeChanges(changes, options.verbose, options.paint),
    ...describeDiagnostics(notExpressed, options.verbose),
  ];
  options.print(`${name} → ${out}`);
  for (const line of lines) options.print(`  ${line}`);
  const { added, changed, removed, unchanged } = files;
  options.print(
    `  files: ${added.length} added, ${changed.length} changed, ${removed.length} removed, ${unchanged} as they were`,
  );
}
