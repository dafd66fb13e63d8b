import type { ContractChanges, Part } from '../contract/compare-contracts.ts';
import type { Finding } from '../contract/findings.ts';
import { type Level, RULES } from '../contract/rules.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import type { Paint, Tone } from '../terminal/paint.ts';

/** More names than this are counted instead of listed. */
const LISTED_NAMES = 20;
const LISTED_USES = 4;
const PARTS: readonly [Part, string][] = [
  ['operations', 'operation'],
  ['schemas', 'schema'],
  ['events', 'event'],
];
const TONES = {
  added: 'good',
  changed: 'doubtful',
  removed: 'bad',
  breaking: 'bad',
  risky: 'doubtful',
  compatible: 'good',
} as const satisfies Record<string, Tone>;

/** What changed since the last run, for people. Null for changes that cannot be known. */
export function describeChanges(changes: ContractChanges | null, all: boolean, paint: Paint): string[] {
  if (changes === null) return ['what changed is not known: the manifest before was written in another form'];
  const names = (['added', 'changed', 'removed'] as const).flatMap((kind) =>
    PARTS.flatMap(([part, word]) => describeNames(paint(TONES[kind], kind), changes[kind][part], word, all)),
  );
  const compatible = changes.findings.filter((finding) => finding.level === 'compatible');
  const isTooMuch = compatible.length > LISTED_NAMES && !all;
  const listed = isTooMuch ? changes.findings.filter((finding) => finding.level !== 'compatible') : changes.findings;
  return [
    ...names,
    ...listed.map((finding) => describeFinding(finding, paint)),
    ...(isTooMuch ? [`${paint('good', 'compatible')} ${compatible.length} changes (--verbose lists them)`] : []),
    ...describeCounts(changes.findings, paint),
  ];
}

function describeNames(kind: string, names: string[], word: string, all: boolean): string[] {
  if (names.length === 0) return [];
  const listed = names.length > LISTED_NAMES && !all ? '' : `: ${names.join(', ')}`;
  return [`${kind} ${names.length} ${word}${names.length === 1 ? '' : 's'}${listed}`];
}

function describeCounts(findings: readonly Finding[], paint: Paint): string[] {
  const count = (level: Level): number => findings.filter((finding) => finding.level === level).length;
  const breaking = count('breaking');
  if (breaking === 0) return [];
  return [paint('bad', `${breaking} breaking ${breaking === 1 ? 'change' : 'changes'}, ${count('risky')} risky`)];
}

/** One line: how grave, where, what, and what it reaches. */
export function describeFinding({ rule, level, place, detail, uses }: Finding, paint: Paint): string {
  const what = `${RULES[rule].text}${detail === '' ? '' : `: ${detail}`} (${rule})`;
  return `${paint(TONES[level], level)} ${place}: ${what}${describeUses(place, uses)}`;
}

/** What stands in an operation need not be said to be used by it. */
function describeUses(place: string, uses: string[]): string {
  const [only] = uses;
  if (only !== undefined && uses.length === 1 && (place === only || place.startsWith(only))) return '';
  const listed = uses.slice(0, LISTED_USES).join(', ');
  const more = uses.length > LISTED_USES ? ` and ${uses.length - LISTED_USES} more` : '';
  return `; reaches ${listed}${more}`;
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
