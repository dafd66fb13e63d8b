/** What kind of failure it is: what a program decides by. */
export type ErrorCategory =
  | 'network'
  | 'timeout'
  | 'authentication'
  | 'permission'
  | 'not_found'
  | 'validation'
  | 'conflict'
  | 'rate_limit'
  | 'request'
  | 'server'
  | 'contract';

const byStatus: Readonly<Record<number, ErrorCategory>> = {
  400: 'validation',
  401: 'authentication',
  403: 'permission',
  404: 'not_found',
  408: 'timeout',
  409: 'conflict',
  410: 'not_found',
  412: 'conflict',
  422: 'validation',
  429: 'rate_limit',
  504: 'timeout',
};

export function categoryOfStatus(status: number): ErrorCategory {
  return byStatus[status] ?? (status >= 500 ? 'server' : 'request');
}
