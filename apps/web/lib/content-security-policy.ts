interface PolicyOptions {
  /** Of this answer alone; scripts and styles without it do not run. */
  nonce: string;
  /** Where browsers reach the gateway. */
  gatewayUrl: string;
  /** React's development build evaluates code to show where an error comes from. */
  isDevelopment: boolean;
}

/** Content Security Policy, level 3: what a page may load and run. */
export function contentSecurityPolicy({ nonce, gatewayUrl, isDevelopment }: PolicyOptions): string {
  const directives: Readonly<Record<string, readonly string[]>> = {
    'default-src': ["'self'"],
    'script-src': ["'self'", `'nonce-${nonce}'`, "'strict-dynamic'", ...(isDevelopment ? ["'unsafe-eval'"] : [])],
    'style-src': ["'self'", `'nonce-${nonce}'`],
    'style-src-attr': ["'none'"],
    'img-src': ["'self'", 'data:', 'blob:'],
    'font-src': ["'self'"],
    'connect-src': ["'self'", new URL(gatewayUrl).origin],
    'object-src': ["'none'"],
    'base-uri': ["'none'"],
    'form-action': ["'self'"],
    'frame-ancestors': ["'none'"],
  };
  return Object.entries(directives)
    .map(([name, sources]) => `${name} ${sources.join(' ')}`)
    .join('; ');
}
