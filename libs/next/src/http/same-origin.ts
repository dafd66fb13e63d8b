/**
 * Whether the request was sent by a page of this origin: `Origin` must say so, and Fetch Metadata where the browser sends
 * it. Neither can be set by a page's script.
 * @param publicUrl the address that people see; the request's own host cannot be trusted behind a proxy
 */
export function isSameOrigin(request: Request, publicUrl: string): boolean {
  const site = request.headers.get('Sec-Fetch-Site');
  return request.headers.get('Origin') === new URL(publicUrl).origin && (site === null || site === 'same-origin');
}
