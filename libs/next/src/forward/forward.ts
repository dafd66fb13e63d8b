import { answerError } from '../http/answer-error.ts';
import { requestHeaders, responseHeaders } from './forward-headers.ts';

export interface ForwardTarget {
  /** The paths it serves: this one and those below it. */
  prefix: string;
  /** Origin of the service, without a slash at the end. */
  url: string;
}

export interface ForwardOptions {
  /** The longest prefix that fits wins. Asked for at each request, not at build time. */
  targets: () => readonly ForwardTarget[];
  /** Told when a service cannot be reached. */
  onError: (error: unknown) => void;
}

/**
 * A handler that puts several services behind the page's own origin: bodies, event streams and aborts pass as they come,
 * paths keep their slashes, cookies travel neither way.
 * @example export const GET = forward({ targets, onError: console.error });
 */
export function forward({ targets, onError }: ForwardOptions): (request: Request) => Promise<Response> {
  return async (request) => {
    const { pathname, search } = new URL(request.url);
    const target = targetOf(pathname, targets());
    if (target === undefined) return answerError(request, 'http.not_found');
    try {
      const { method, body, headers, signal } = request;
      const init: RequestInit & { duplex: 'half' } = {
        method,
        headers: requestHeaders(headers),
        body,
        duplex: 'half',
        redirect: 'manual',
        cache: 'no-store',
        signal,
      };
      const answer = await fetch(target.url + pathname + search, init);
      return new Response(answer.body, { status: answer.status, headers: responseHeaders(answer.headers) });
    } catch (error) {
      // Nobody is left to read the answer.
      if (request.signal.aborted) throw error;
      onError(error);
      return answerError(request, isSlow(error) ? 'server.timeout' : 'server.unavailable');
    }
  };
}

function targetOf(pathname: string, targets: readonly ForwardTarget[]): ForwardTarget | undefined {
  return targets
    .filter(({ prefix }) => pathname === prefix || pathname.startsWith(prefix.endsWith('/') ? prefix : `${prefix}/`))
    .reduce<ForwardTarget | undefined>(
      (longest, target) => (longest === undefined || target.prefix.length > longest.prefix.length ? target : longest),
      undefined,
    );
}

/** Node's `fetch` waits five minutes for the headers of an answer. */
function isSlow(error: unknown): boolean {
  return (
    error instanceof Error &&
    error.cause instanceof Error &&
    'code' in error.cause &&
    error.cause.code === 'UND_ERR_HEADERS_TIMEOUT'
  );
}
