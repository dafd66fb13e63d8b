import { join, relative } from 'node:path';
import { type Announcement, announcementKey, readAnnouncements } from '../announcements/read-announcements.ts';
import type { NamedDocument } from '../config/load-config.ts';
import { compareContracts } from '../contract/compare-contracts.ts';
import type { Finding } from '../contract/findings.ts';
import { isAddress } from '../document/read-source.ts';
import { readManifest } from '../output/manifest.ts';
import type { CommandOptions } from './command-options.ts';
import { type Prepared, prepare } from './prepare.ts';
import { readBase } from './read-base.ts';
import { describeFinding } from './report.ts';

/** What `check --json` prints for each document. */
interface CheckReport {
  name: string;
  out: string;
  drift: { missing: string[]; different: string[]; noLongerGenerated: string[] };
  /** What it was compared with; null when nothing was named. */
  against: string | null;
  /** Every change since then; `reason` is that of its announcement. */
  findings: (Finding & { reason: string | null })[];
}

interface StaleAnnouncement extends Announcement {
  file: string;
}

/**
 * Whether the generated code is what its document gives, byte for byte, and whether every breaking change since the contract that
 * the document is compared with is announced. Changes nothing.
 * @param isPartial whether documents of the configuration are left out, to which announcements may belong.
 * @returns the exit code: 0, or 1 with a list of what is not.
 */
export async function check(documents: NamedDocument[], isPartial: boolean, options: CommandOptions): Promise<number> {
  const announcements = await readAll(documents);
  const reports: CheckReport[] = [];
  const matched = new Set<Announcement>();
  for (const prepared of await prepare(documents, { ...options, useCache: false }))
    reports.push(await checkOne(prepared, announcements.get(prepared.document.changes.file) ?? [], matched, options));
  // Without a base nothing was looked for, so nothing can be said to be stale.
  const compared = new Set(documents.filter(({ against }) => against !== undefined).map(({ changes }) => changes.file));
  const stale = [...announcements].flatMap(([file, entries]): StaleAnnouncement[] =>
    isPartial || !compared.has(file)
      ? []
      : entries
          .filter((entry) => !matched.has(entry))
          .map((entry) => ({ ...entry, file: relative(options.folder, file) })),
  );
  const isClean = reports.every((report) => driftOf(report) + unannouncedOf(report).length === 0);
  if (options.json) options.print(JSON.stringify({ command: 'check', documents: reports, staleAnnouncements: stale }));
  else printReports(reports, stale, options);
  return isClean ? 0 : 1;
}

/** Each changes file once, however many documents share it. */
async function readAll(documents: NamedDocument[]): Promise<Map<string, Announcement[]>> {
  const files = new Map(documents.map(({ changes }) => [changes.file, changes.isOptional]));
  const announcements = new Map<string, Announcement[]>();
  for (const [file, isOptional] of files) announcements.set(file, await readAnnouncements(file, isOptional));
  return announcements;
}

async function checkOne(
  { document, files, difference }: Prepared,
  announcements: Announcement[],
  matched: Set<Announcement>,
  { folder, waitMs, timeoutMs }: CommandOptions,
): Promise<CheckReport> {
  const shown = (path: string): string => relative(folder, join(document.out, path));
  const report: CheckReport = {
    name: document.name,
    out: relative(folder, document.out) || '.',
    drift: {
      missing: difference.added.map(shown),
      different: difference.changed.map(shown),
      noLongerGenerated: difference.removed.map(shown),
    },
    against: shownSource(document.against, folder),
    findings: [],
  };
  const contract = readManifest(files?.get('manifest.json') ?? '')?.contract;
  if (document.against === undefined || contract == null) return report;
  const known = new Map(announcements.map((entry) => [announcementKey(entry.rule, entry.place), entry]));
  const base = await readBase(document.against, document, { waitMs, timeoutMs });
  for (const finding of compareContracts(base, contract).findings) {
    const announcement =
      finding.level === 'breaking' ? known.get(announcementKey(finding.rule, finding.place)) : undefined;
    if (announcement !== undefined) matched.add(announcement);
    report.findings.push({ ...finding, reason: announcement?.reason ?? null });
  }
  return report;
}

function shownSource(source: string | undefined, folder: string): string | null {
  if (source === undefined) return null;
  return isAddress(source) ? source : relative(folder, source);
}

function driftOf({ drift }: CheckReport): number {
  return drift.missing.length + drift.different.length + drift.noLongerGenerated.length;
}

function unannouncedOf({ findings }: CheckReport): CheckReport['findings'] {
  return findings.filter(({ level, reason }) => level === 'breaking' && reason === null);
}

function printReports(reports: CheckReport[], stale: StaleAnnouncement[], options: CommandOptions): void {
  const { print, paint, verbose } = options;
  for (const { drift, findings } of reports) {
    for (const path of drift.missing) print(`${paint('bad', 'missing')}: ${path}`);
    for (const path of drift.different) print(`${paint('bad', 'differs')}: ${path}`);
    for (const path of drift.noLongerGenerated) print(`${paint('bad', 'no longer generated')}: ${path}`);
    for (const finding of findings) {
      const isOpen = finding.level === 'breaking' && finding.reason === null;
      if (isOpen) print(describeFinding(finding, paint));
      else if (verbose)
        print(describeFinding(finding, paint) + (finding.reason === null ? '' : ` [announced: ${finding.reason}]`));
    }
  }
  for (const { file, line, rule, place } of stale)
    print(`${paint('doubtful', 'announced, but no such change')}: ${file}:${line}: ${rule} ${place}`);
  const drifted = reports.reduce((sum, report) => sum + driftOf(report), 0);
  if (drifted > 0)
    print(
      `${drifted} generated ${drifted === 1 ? 'file is' : 'files are'} not what the document gives: run "throughline sync" and commit the result.`,
    );
  const open = reports.flatMap(unannouncedOf);
  const [first] = open;
  if (first !== undefined)
    print(
      `${open.length} breaking ${open.length === 1 ? 'change is' : 'changes are'} not announced: take back what was not meant, and write a line for each other one, like - \`${first.rule}\` \`${first.place}\` and the reason.`,
    );
}
