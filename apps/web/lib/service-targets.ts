import type { ForwardTarget } from '@throughline/next';

/** Which service owns which address of the one origin. An ingress, where there is one, routes by the same table. */
export function serviceTargets(urls: { BACKEND_URL: string; GATEWAY_URL: string }): readonly ForwardTarget[] {
  const { BACKEND_URL, GATEWAY_URL } = urls;
  return [
    { prefix: '/api', url: BACKEND_URL },
    { prefix: '/.well-known/jwks.json', url: BACKEND_URL },
    { prefix: '/api/v1/sse', url: GATEWAY_URL },
    { prefix: '/api/v1/events', url: GATEWAY_URL },
    { prefix: '/api/v1/realtime', url: GATEWAY_URL },
    { prefix: '/api/v1/auth/test', url: GATEWAY_URL },
  ];
}
