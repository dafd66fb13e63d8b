import type { Measured } from './measure-document.ts';
import type { Proof } from './proofs.ts';
import type { Result } from './result.ts';
import { median } from './table.ts';

/** What one document's run says of a bar; null where it was not measured. */
interface Reading {
  document: string;
  text: string;
  /** Null where the bar has no aim beyond it. */
  reached: 'aim' | 'bar' | 'missed';
}

const foreign = ['authentik', 'label-studio', 'stripe'];

/**
 * Every bar that the generator has to reach, with what this run says of it, in Markdown. What was not run is told as such, and so is a
 * part that failed.
 * @param runs by the document's name
 * @param leftOut peers that were not run
 */
export function bars(
  runs: ReadonlyMap<string, Measured>,
  leftOut: readonly string[],
  proofs: readonly Proof[],
): string {
  const rows = proofs.map(({ bar, aim, outcome, text }) => [bar, aim, text, outcome]);
  rows.push(
    row(
      `generating: faster than every peer${leftOut.length === 0 ? '' : ` (without ${leftOut.join(', ')})`}`,
      'at least 5 × the fastest peer that is as complete',
      read(runs, foreign, speed),
    ),
    row(
      'type check of all contracts and a client of 25 calls, authentik: at most 6 s, 300 MB',
      'at most 3 s',
      read(runs, ['authentik'], typeCheck),
    ),
    row(
      'a page that validates one answer: at most 12 KB gzip',
      'at most 8 KB',
      read(runs, ['backend (own)', ...foreign], page),
    ),
    row(
      '`sync` with nothing changed: at most 0.7 s wall',
      '0.4 s',
      read(runs, ['backend (own)', ...foreign], unchanged),
    ),
  );
  const lines = [['bar', 'aim', 'here', 'result'], ['---', '---', '---', '---'], ...rows];
  return lines.map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

function row(bar: string, aim: string, readings: readonly (Reading | { document: string; reached: null })[]): string[] {
  const told = readings.map((reading) => `${reading.document}: ${reading.reached === null ? '–' : reading.text}`);
  const groups = [
    { result: 'aim met', reached: 'aim' },
    { result: 'met', reached: 'bar' },
    { result: '**missed**', reached: 'missed' },
    { result: 'not run', reached: null },
  ].flatMap(({ result, reached }) => {
    const names = readings.filter((reading) => reading.reached === reached).map(({ document }) => document);
    return names.length === 0 ? [] : [names.length === readings.length ? result : `${result}: ${names.join(', ')}`];
  });
  return [bar, aim, told.join('; '), groups.join('; ')];
}

function notRun(document: string): { document: string; reached: null } {
  return { document, reached: null };
}

function read(
  runs: ReadonlyMap<string, Measured>,
  documents: readonly string[],
  look: (measured: Measured) => Omit<Reading, 'document'> | null,
): (Reading | { document: string; reached: null })[] {
  return documents.map((document) => {
    const measured = runs.get(document);
    const reading = measured === undefined ? null : look(measured);
    return reading === null ? notRun(document) : { document, ...reading };
  });
}

/** Ours as a page imports it; the row that everything is held against. */
function ours({ results }: Measured): Result | undefined {
  return results.find(({ generator }) => generator.name === 'throughline');
}

/** CPU and wall time must both be shorter; the smaller lead of the two is told. */
function speed(measured: Measured): Omit<Reading, 'document'> | null {
  const own = ours(measured);
  if (own === undefined || own.generations.length === 0) return { text: 'generating failed', reached: 'missed' };
  const peers = measured.results.filter(
    ({ generator, generations }) => generator.name !== 'throughline' && generations.length > 0,
  );
  const leadOver = (peer: Result): number =>
    Math.min(
      ...(['cpuMs', 'wallMs'] as const).map(
        (time) =>
          (median(peer.generations, (usage) => usage[time]) ?? 0) /
          (median(own.generations, (usage) => usage[time]) ?? 1),
      ),
    );
  const leads = peers.map((peer) => ({ peer, lead: leadOver(peer) })).sort((left, right) => left.lead - right.lead);
  const complete = leads.find(({ peer }) => peer.generator.page !== undefined);
  const [nearest] = leads;
  if (nearest === undefined || complete === undefined) return null;
  return {
    text: `${nearest.lead.toFixed(1)} × (${nearest.peer.generator.name}), as complete ${complete.lead.toFixed(1)} × (${complete.peer.generator.name})`,
    reached: nearest.lead <= 1 ? 'missed' : complete.lead >= 5 ? 'aim' : 'bar',
  };
}

function typeCheck(measured: Measured): Omit<Reading, 'document'> | null {
  const checks = ours(measured)?.typeChecks ?? [];
  const wallS = median(checks, ({ wallMs }) => wallMs / 1000);
  const heapMb = median(checks, ({ heapMb: mb }) => mb);
  const residentMb = median(checks, ({ memoryMb }) => memoryMb);
  if (wallS === null || heapMb === null || residentMb === null) return null;
  const isSound = checks.every(({ errors }) => errors === 0);
  return {
    text: `${wallS.toFixed(1)} s, ${heapMb.toFixed(0)} MB as tsc counts, ${residentMb.toFixed(0)} MB resident`,
    reached: !isSound || wallS > 6 || heapMb > 300 ? 'missed' : wallS <= 3 ? 'aim' : 'bar',
  };
}

function page(measured: Measured): Omit<Reading, 'document'> | null {
  const bytes = ours(measured)?.pageBytes ?? null;
  if (bytes === null) return null;
  return {
    text: `${(bytes / 1024).toFixed(1)} KB`,
    reached: bytes > 12 * 1024 ? 'missed' : bytes <= 8 * 1024 ? 'aim' : 'bar',
  };
}

function unchanged({ syncUnchanged }: Measured): Omit<Reading, 'document'> | null {
  const wallS = median(syncUnchanged, ({ wallMs }) => wallMs / 1000);
  if (wallS === null) return null;
  return { text: `${wallS.toFixed(2)} s`, reached: wallS > 0.7 ? 'missed' : wallS <= 0.4 ? 'aim' : 'bar' };
}
