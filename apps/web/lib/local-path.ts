/**
 * The address to go to after signing in, if it is one of this site, else the start page. What browsers read as another
 * origin (`//host`, `/\host`, and both with control characters in between) is none of ours.
 */
export function localPath(value: unknown): string {
  if (typeof value !== 'string' || !value.startsWith('/') || value.length > 2000) return '/';
  const origin = 'http://local.invalid';
  if (!URL.canParse(value, origin)) return '/';
  const url = new URL(value, origin);
  if (url.origin !== origin || url.pathname.startsWith('//')) return '/';
  return url.pathname + url.search;
}
