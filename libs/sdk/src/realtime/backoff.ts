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
const longestAskedMs = 300_000;

/** What the gateway asked for, within reason, but a growing time when one attempt fails after another. */
export function waitMs(failures: number, askedMs: number | undefined, random: () => number = Math.random): number {
  if (askedMs === undefined) return backoffMs(failures, random);
  const asked = Math.min(askedMs, longestAskedMs);
  return failures > 1 ? Math.max(asked, backoffMs(failures, random)) : asked;
}
