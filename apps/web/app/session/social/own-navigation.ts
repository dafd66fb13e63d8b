/**
 * Whether a page of this site led the browser here, by Fetch Metadata (W3C), else by the `Referer` of older browsers and
 * of sites without TLS. Another site may not begin a connection in a person's name.
 */
export function isOwnNavigation(headers: Headers, publicUrl: string): boolean {
  // A browser that only looks ahead begins nothing.
  if (headers.has('Sec-Purpose') || headers.has('Next-Router-Prefetch')) return false;
  const site = headers.get('Sec-Fetch-Site');
  if (site !== null) return site === 'same-origin' && headers.get('Sec-Fetch-Mode') === 'navigate';
  const from = headers.get('Referer') ?? '';
  return URL.canParse(from) && new URL(from).origin === new URL(publicUrl).origin;
}
