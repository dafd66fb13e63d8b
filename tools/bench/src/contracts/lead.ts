import type { Result } from './result.ts';
import { median } from './table.ts';

/** How far our first row is ahead in CPU for generating: of every peer, and of those that write schemas and a client too. */
export function lead(results: readonly Result[]): string {
  const [ours, ...others] = results.map((result) => ({
    result,
    cpuMs: median(result.generations, ({ cpuMs }) => cpuMs),
  }));
  const ourMs = ours?.cpuMs ?? null;
  if (ourMs === null) return 'Generating failed: there is nothing to compare.';
  const peers = others
    .flatMap(({ result, cpuMs }) =>
      cpuMs === null || result.generator.name === 'throughline' ? [] : [{ result, cpuMs }],
    )
    .sort((left, right) => left.cpuMs - right.cpuMs);
  const complete = peers.find(({ result }) => result.generator.page !== undefined);
  const told = [
    { of: 'fastest peer', peer: peers[0] },
    { of: 'fastest peer that writes schemas', peer: complete },
  ].map(({ of, peer }) =>
    peer === undefined
      ? `${of}: none`
      : `${of} (${peer.result.generator.name}): ${(peer.cpuMs / ourMs).toFixed(1)} × our CPU`,
  );
  return told.join('; ');
}
