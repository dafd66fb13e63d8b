import type { FieldErrors } from '@throughline/contracts/wire';

/** The texts that were left empty, each with what to do about it; undefined where there is none. */
export function required<Name extends string>(
  values: Readonly<Record<Name, string>>,
  messages: Readonly<Record<Name, string>>,
): FieldErrors | undefined {
  const missing: Record<string, string[]> = {};
  for (const name in messages) if (values[name] === '') missing[name] = [messages[name]];
  return Object.keys(missing).length === 0 ? undefined : missing;
}

/** A password as it was typed: spaces at its ends belong to it. */
export function password(data: FormData, name: string): string {
  const value = data.get(name);
  return typeof value === 'string' ? value : '';
}
