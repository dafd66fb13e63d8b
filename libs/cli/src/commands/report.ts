import type { Diagnostic } from '../model/diagnostic.ts';
import { type Change, type ChangeKind, listChanges } from '../output/changes.ts';
import { readManifest } from '../output/manifest.ts';

/** More names than this are counted instead of listed. */
const LISTED_NAMES = 20;

export function describeChanges(before: string | null, after: string): string[] {
  const now = readManifest(after);
  if (now === null) return [];
  const changes = listChanges(before === null ? null : readManifest(before), now);
  return (['added', 'changed', 'removed'] as const).flatMap((kind) => describeKind(kind, changes));
}

function describeKind(kind: ChangeKind, changes: Change[]): string[] {
  return (['operation', 'schema', 'event'] as const).flatMap((subject) => {
    const names = changes
      .filter((change) => change.kind === kind && change.subject === subject)
      .map((change) => change.name);
    if (names.length === 0) return [];
    const listed = names.length > LISTED_NAMES ? '' : `: ${names.join(', ')}`;
    return [`${kind} ${names.length} ${subject}${names.length === 1 ? '' : 's'}${listed}`];
  });
}

/** Diagnostics that say the same are one line with the first place; every one of them when `all` is wanted. */
export function describeDiagnostics(diagnostics: Diagnostic[], all: boolean): string[] {
  if (all) return diagnostics.map(({ pointer, reason }) => `not expressed: ${pointer}: ${reason}`);
  const groups = new Map<string, { first: Diagnostic; count: number }>();
  for (const diagnostic of diagnostics) {
    const group = groups.get(diagnostic.reason);
    if (group === undefined) groups.set(diagnostic.reason, { first: diagnostic, count: 1 });
    else group.count += 1;
  }
  return [...groups.values()].map(
    ({ first, count }) =>
      `not expressed: ${first.pointer}: ${first.reason}${count === 1 ? '' : ` (and ${count - 1} more; --verbose lists them)`}`,
  );
}
