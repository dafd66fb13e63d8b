/**
 * `Retry-After` as milliseconds from now (RFC 9110, section 10.2.3: seconds or an HTTP date).
 * @returns undefined when the header is missing or neither
 */
export function retryAfterMs(header: string | null, nowMs: number): number | undefined {
  if (header === null) return undefined;
  if (/^\d+$/.test(header)) return Number(header) * 1000;
  // `Date.parse` takes far more than the header may hold, and reads -1 as a month.
  const date = /^[A-Z][a-z]{2}/.test(header) ? Date.parse(header) : Number.NaN;
  return Number.isNaN(date) ? undefined : Math.max(0, date - nowMs);
}
