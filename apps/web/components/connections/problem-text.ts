import { errorCodes } from '@throughline/contracts/backend';
import { coreErrorCodes } from '@throughline/contracts/wire';

const known: Readonly<Record<string, { message: string }>> = { ...coreErrorCodes, ...errorCodes };

/** What to tell about a code that stands in an address, where anybody can write one; undefined for none. */
export function problemText(code: unknown): string | undefined {
  if (typeof code !== 'string') return undefined;
  const row = Object.hasOwn(known, code) ? known[code] : undefined;
  return row?.message ?? 'Signing in did not work. Start again.';
}
