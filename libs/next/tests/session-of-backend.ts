import { createClient } from '@throughline/sdk';
import { NextRequest } from 'next/server.js';
import { createSessionCore, type SessionCore } from '../src/session/session-core.ts';
import type { RenewalMemory } from '../src/session/renewal-memory.ts';
import { sessionOf, type SessionData } from '../src/session/session-data.ts';
import type { SessionOptions } from '../src/session/session-options.ts';
import type { RotatingBackend } from './rotating-backend.ts';

export const publicUrl = 'https://market.example';
export const cookieName = '__Host-session';
export const key = 'a sealing secret of a test, 32 characters or more';

/** A web server's session against the backend; each memory is a process of its own. */
export function sessionOfBackend(
  backend: RotatingBackend,
  options: Partial<SessionOptions> = {},
  memory: RenewalMemory = new Map(),
): SessionCore & { errors: unknown[] } {
  const errors: unknown[] = [];
  const client = createClient({ contract: {}, baseUrl: backend.url, timeoutMs: 2000 });
  const core = createSessionCore(
    {
      publicUrl,
      keys: [key],
      cookie: { name: cookieName, secure: true },
      refresh: async (refresh) => {
        const { body } = await client.request('/refresh', { method: 'POST', body: { refresh } });
        return body as { access: string; refresh: string };
      },
      revoke: async (refresh) => {
        await client.request('/logout', { method: 'POST', body: { refresh } });
      },
      retryMs: 300,
      onError: (error) => errors.push(error),
      ...options,
    },
    memory,
  );
  return { ...core, errors };
}

/** A session whose access token has `leftMs` left. */
export async function signedIn(backend: RotatingBackend, leftMs = 300_000): Promise<SessionData> {
  const session = sessionOf(await backend.signIn(), 0, Date.now());
  return { ...session, accessExpiresAtMs: Date.now() + leftMs };
}

/** A request as the page's own script sends it. */
export async function pageRequest(
  { cookie }: SessionCore,
  session: SessionData | undefined,
  init: { body?: string; headers?: Record<string, string>; path?: string; method?: string } = {},
): Promise<NextRequest> {
  const { method = 'POST', body, path = '/session/token' } = init;
  const headers: Record<string, string> = {
    Origin: publicUrl,
    'Sec-Fetch-Site': 'same-origin',
    'Content-Type': 'application/json',
    ...(session === undefined ? {} : { Cookie: `theme=dark; ${cookieName}=${(await cookie.seal(session)).value}` }),
    ...init.headers,
  };
  return new NextRequest(publicUrl + path, { method, headers, ...(body === undefined ? {} : { body }) });
}
