import type { IncomingMessage, ServerResponse } from 'node:http';

/** Lets a page of a listed origin read the answer (Fetch standard, section 3.3); tokens come in a header, never as cookies. */
export function allowOrigin(
  request: IncomingMessage,
  response: ServerResponse,
  allowedOrigins: readonly string[],
): void {
  const { origin } = request.headers;
  response.setHeader('Vary', 'Origin');
  if (origin === undefined || !allowedOrigins.includes(origin)) return;
  response.setHeader('Access-Control-Allow-Origin', origin);
  response.setHeader('Access-Control-Expose-Headers', 'X-Request-ID, Retry-After');
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
