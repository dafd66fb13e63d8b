/**
 * Wilcoxon's signed-rank statistic of paired differences, standardised: near 0 when neither side tends to be larger (normal approximation,
 * fit for 20 pairs and more; equal sizes share their mean rank).
 */
export function signedRankZ(differences: readonly number[]): number {
  const sorted = differences.filter((value) => value !== 0).sort((one, other) => Math.abs(one) - Math.abs(other));
  let positiveRanks = 0;
  for (let start = 0; start < sorted.length;) {
    let end = start + 1;
    while (end < sorted.length && Math.abs(sorted[end] ?? 0) === Math.abs(sorted[start] ?? 0)) end += 1;
    const rank = (start + 1 + end) / 2;
    positiveRanks += rank * sorted.slice(start, end).filter((value) => value > 0).length;
    start = end;
  }
  const count = sorted.length;
  const mean = (count * (count + 1)) / 4;
  const deviation = Math.sqrt((count * (count + 1) * (2 * count + 1)) / 24);
  return deviation === 0 ? 0 : (positiveRanks - mean) / deviation;
}
