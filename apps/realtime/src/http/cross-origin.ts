import type { IncomingMessage, ServerResponse } from 'node:http';

/** Let a page of a listed origin read the answer (Fetch standard, section 3.3); tokens come in a header, never as cookies. */
export function crossOriginHeaders(
  origin: string | undefined,
  allowedOrigins: readonly string[],
): Readonly<Record<string, string>> {
  if (origin === undefined || !allowedOrigins.includes(origin)) return { Vary: 'Origin' };
  return {
    Vary: 'Origin',
    'Access-Control-Allow-Origin': origin,
    'Access-Control-Expose-Headers': 'X-Request-ID, Retry-After',
  };
}

export function isPreflight(request: IncomingMessage): boolean {
  return request.method === 'OPTIONS' && request.headers['access-control-request-method'] !== undefined;
}

/** Without `Access-Control-Allow-Origin`, which only a listed origin got, the browser refuses whatever stands here. */
export function answerPreflight(response: ServerResponse): void {
  response
    .writeHead(204, {
      'Access-Control-Allow-Methods': 'GET, POST',
      'Access-Control-Allow-Headers': 'Authorization, Content-Type, Last-Event-ID, X-Request-ID, traceparent',
      'Access-Control-Max-Age': '600',
    })
    .end();
}
