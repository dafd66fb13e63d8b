import { randomUUID } from 'node:crypto';

/** What stands in logs and headers unharmed. */
const sane = /^[\w.:-]{1,128}$/;

/** The caller's `X-Request-ID` when it is sane, else a new one. */
export function requestIdOf(header: string | readonly string[] | undefined): string {
  return typeof header === 'string' && sane.test(header) ? header : randomUUID();
}
