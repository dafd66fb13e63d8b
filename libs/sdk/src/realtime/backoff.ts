/**
 * How long to wait before an attempt: a random part of a span that doubles with each failure ("full jitter"), so that
 * clients that were cut off together do not come back together.
 * @param failures attempts that failed in a row, from 1
 */
export function backoffMs(failures: number, random: () => number = Math.random): number {
  const span = Math.min(longestMs, shortestMs * 2 ** (failures - 1));
  return Math.round(random() * span);
}

const shortestMs = 500;
const longestMs = 20_000;
