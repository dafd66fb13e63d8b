/** Days without a time are `YYYY-MM-DD`, as on the wire; they compare as texts. */

/** The day that it is for somebody. */
export function todayIn(timeZone: string, now = new Date()): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short' }).format(now);
}

/** `24 Nov`, with the year where it is not the present one. */
export function formatDay(day: string, today: string): string {
  const isThisYear = day.slice(0, 4) === today.slice(0, 4);
  const options: Intl.DateTimeFormatOptions = { day: 'numeric', month: 'short', timeZone: 'UTC' };
  return new Intl.DateTimeFormat('en-GB', isThisYear ? options : { ...options, year: 'numeric' }).format(
    new Date(`${day}T00:00:00Z`),
  );
}

/** An instant of the wire as somebody's clock showed it. */
export function formatInstant(instant: string, timeZone: string): string {
  return new Intl.DateTimeFormat('en-GB', { timeZone, dateStyle: 'medium', timeStyle: 'short' }).format(
    new Date(instant),
  );
}
