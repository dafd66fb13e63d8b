/** The named texts of a form, trimmed; one that is absent, or is a file, is empty. */
export function formValues<Name extends string>(data: FormData, names: readonly Name[]): Record<Name, string>;
export function formValues(data: FormData, names: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    names.map((name) => {
      const value = data.get(name);
      return [name, typeof value === 'string' ? value.trim() : ''] as const;
    }),
  );
}
