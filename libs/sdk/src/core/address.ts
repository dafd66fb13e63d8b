export type QueryValue = string | number | boolean | null | undefined | readonly (string | number | boolean)[];

/**
 * Fills the path's `:name` parameters and appends the query: lists as repeated keys (OpenAPI's `form`, exploded), null and
 * undefined left out.
 * @throws {TypeError} when the path could lead to another origin, or a parameter is missing or empty, or would leave its segment (`.` and `..`)
 */
export function buildAddress(
  path: string,
  params: Readonly<Record<string, unknown>> = {},
  query: Readonly<Record<string, unknown>> = {},
): string {
  if (!/^\/(?![/\\])/.test(path))
    throw new TypeError('An address begins with one slash: the client adds the origin of the service.');
  const filled = path.replaceAll(/:([A-Za-z_][A-Za-z0-9_]*)/g, (_, name: string) =>
    pathSegment(path, name, params[name]),
  );
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    for (const item of Array.isArray(value) ? (value as unknown[]) : [value]) {
      if (item !== undefined && item !== null) search.append(name, scalar(name, item));
    }
  }
  const text = search.toString();
  return text === '' ? filled : `${filled}?${text}`;
}

function pathSegment(path: string, name: string, value: unknown): string {
  const text = value === undefined || value === null ? '' : scalar(name, value);
  // URL parsers resolve these two, even percent-encoded, and the call would reach another address.
  if (text === '' || text === '.' || text === '..') {
    throw new TypeError(`Parameter "${name}" of ${path} must be a value that can stand in an address.`);
  }
  return encodeURIComponent(text);
}

function scalar(name: string, value: unknown): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean' || typeof value === 'bigint') return String(value);
  throw new TypeError(`Parameter "${name}" must be a string, number or boolean.`);
}
