/** The keys of a table that has one row for each of them, in its order. */
export function keysOf<Key extends string>(table: Readonly<Record<Key, unknown>>): Key[];
export function keysOf(table: object): string[] {
  return Object.keys(table);
}
