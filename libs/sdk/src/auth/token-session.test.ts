import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import * as z from 'zod/mini';
import { answerError, answerJson, startServer } from '../../tests/test-server.ts';
import { createClient } from '../client.ts';
import { HttpError } from '../errors/http-error.ts';
import { SessionExpiredError } from '../errors/session-expired-error.ts';
import { memoryTokenStore, type TokenPair } from './token-pair.ts';
import { TokenSession } from './token-session.ts';

const notes = {
  createNote: {
    method: 'POST',
    path: '/api/notes/',
    body: z.object({ text: z.string() }),
    responses: { 201: z.looseObject({ text: z.string() }) },
    metadata: { operationId: 'create_note' },
  },
  readMotd: {
    method: 'GET',
    path: '/api/motd/',
    responses: { 200: z.unknown() },
    metadata: { operationId: 'read_motd', security: [{}] },
  },
} as const;

const tokenPair = z.object({ access: z.string(), refresh: z.string() });

/** A backend that knows one good access token at a time and gives the next for the refresh token that belongs to it. */
async function startBackend() {
  const state = { generation: 1, refreshes: 0, refuseRefresh: false, refreshStatus: 200 };
  const server = await startServer((request, response) => {
    if (request.url === '/api/auth/refresh/') {
      state.refreshes += 1;
      const { refresh } = z.object({ refresh: z.string() }).parse(JSON.parse(request.body));
      if (state.refuseRefresh || refresh !== `refresh-${state.generation}`)
        answerError(response, 401, 'auth.session_revoked');
      else if (state.refreshStatus !== 200) answerError(response, state.refreshStatus, 'server.unavailable');
      else {
        state.generation += 1;
        answerJson(response, 200, pair(state.generation));
      }
    } else if (request.url === '/api/motd/') answerJson(response, 200, request.headers.authorization ?? null);
    else if (request.headers.authorization !== `Bearer access-${state.generation}`)
      answerError(response, 401, 'auth.token_expired');
    else answerJson(response, 201, JSON.parse(request.body));
  });
  return { ...server, state };
}

const ended = new HttpError(
  { status: 401, code: 'auth.session_revoked', message: 'No.', fields: {}, retryable: false, retryAfterMs: undefined },
  { operation: 'refresh', method: 'POST', path: '/api/auth/refresh/', requestId: 'r-1' },
);

function pair(generation: number): TokenPair {
  return { access: `access-${generation}`, refresh: `refresh-${generation}` };
}

function startSession(baseUrl: string, first: TokenPair, onSignedOut?: () => void) {
  const store = memoryTokenStore(first);
  const anonymous = createClient({ contract: {}, baseUrl });
  const tokens = new TokenSession({
    store,
    refresh: async ({ refresh }) =>
      tokenPair.parse((await anonymous.request('/api/auth/refresh/', { method: 'POST', body: { refresh } })).body),
    ...(onSignedOut === undefined ? {} : { onSignedOut }),
  });
  return { store, tokens, client: createClient({ contract: { notes }, baseUrl, tokens }) };
}

describe('calls at the expiry of the token', () => {
  test('fifty at once cause one refresh, and each is sent again with its body', async () => {
    const { baseUrl, state, received } = await startBackend();
    state.generation = 2;
    const { client, store } = startSession(baseUrl, { access: 'access-1', refresh: 'refresh-2' });
    const texts = Array.from({ length: 50 }, (_, index) => `note ${index}`);
    const made = await Promise.all(texts.map((text) => client.notes.createNote({ body: { text } })));
    expect(made.map(({ text }) => text)).toEqual(texts);
    expect(state.refreshes).toBe(1);
    expect(await store.load()).toEqual(pair(3));
    expect(received.filter(({ url }) => url === '/api/notes/')).toHaveLength(100);
  });

  test('a session that has ended signs out once and tells every call', async () => {
    const { baseUrl, state } = await startBackend();
    state.refuseRefresh = true;
    const onSignedOut = vi.fn();
    const { client, store } = startSession(baseUrl, { access: 'old', refresh: 'old' }, onSignedOut);
    const calls = Array.from({ length: 10 }, () =>
      client.notes.createNote({ body: { text: 'x' } }).catch((reason: unknown) => reason),
    );
    for (const error of await Promise.all(calls)) expect(error).toBeInstanceOf(SessionExpiredError);
    expect(onSignedOut).toHaveBeenCalledTimes(1);
    expect(await store.load()).toBeUndefined();
  });

  test('a backend that is away for a moment ends no session', async () => {
    const { baseUrl, state } = await startBackend();
    state.refreshStatus = 503;
    const { client, store } = startSession(baseUrl, { access: 'old', refresh: 'refresh-1' });
    await expect(client.notes.createNote({ body: { text: 'x' } })).rejects.toMatchObject({
      status: 503,
      retryable: true,
    });
    state.refreshStatus = 200;
    expect(await client.notes.createNote({ body: { text: 'x' } })).toEqual({ text: 'x' });
    expect(await store.load()).toEqual(pair(2));
  });

  test('a token that is refused again after its renewal is not renewed for ever', async () => {
    const { baseUrl, received } = await startServer((request, response) => {
      if (request.url === '/api/notes/') answerError(response, 401, 'auth.token_invalid', 'Invalid token');
      else answerJson(response, 200, pair(received.length));
    });
    const { client } = startSession(baseUrl, pair(0));
    await expect(client.notes.createNote({ body: { text: 'x' } })).rejects.toMatchObject({
      code: 'auth.token_invalid',
    });
    expect(received.map(({ url }) => url)).toEqual(['/api/notes/', '/api/auth/refresh/', '/api/notes/']);
  });

  test('signing out while a refresh is under way leaves the person signed out', async () => {
    const { baseUrl } = await startBackend();
    const { tokens, store } = startSession(baseUrl, { access: 'old', refresh: 'refresh-1' });
    const renewal = tokens.renew('old');
    await tokens.signOut();
    expect(await renewal).toBeUndefined();
    expect(await store.load()).toBeUndefined();
  });

  test.each([
    ['refused', () => Promise.reject(ended)],
    ['renewed', () => Promise.resolve(pair(2))],
  ])('signing in while a refresh is under way, which is then %s, leaves the new person signed in', async (_, land) => {
    let answer: () => void = () => undefined;
    const answered = new Promise<void>((resolve) => {
      answer = resolve;
    });
    const store = memoryTokenStore({ access: 'old', refresh: 'refresh-1' });
    const onSignedOut = vi.fn();
    const refresh = vi.fn(() => answered.then(land));
    const tokens = new TokenSession({ store, refresh, onSignedOut });
    const renewal = tokens.renew('old');
    await expect.poll(() => refresh.mock.calls.length).toBe(1);
    await tokens.signIn({ access: 'of another', refresh: 'of another' });
    answer();
    expect(await renewal).toBeUndefined();
    expect(await store.load()).toEqual({ access: 'of another', refresh: 'of another' });
    expect(onSignedOut).not.toHaveBeenCalled();
  });

  test('a call that is refused while the store is being cleared begins no new session', async () => {
    const kept = memoryTokenStore({ access: 'old', refresh: 'refresh-1' });
    let clear: () => void = () => undefined;
    const cleared = new Promise<void>((resolve) => {
      clear = resolve;
    });
    const refresh = vi.fn(() => Promise.resolve(pair(2)));
    const tokens = new TokenSession({ store: { ...kept, clear: () => cleared.then(kept.clear) }, refresh });
    const signedOut = tokens.signOut();
    const renewal = tokens.renew('old');
    clear();
    await signedOut;
    expect(await renewal).toBeUndefined();
    expect(await kept.load()).toBeUndefined();
    expect(refresh).not.toHaveBeenCalled();
  });

  test('a public call carries no token', async () => {
    const { baseUrl } = await startBackend();
    const { client } = startSession(baseUrl, pair(1));
    expect(await client.notes.readMotd()).toBeNull();
  });

  test('a refusal of a service that got no token is just that', async () => {
    const { baseUrl } = await startBackend();
    const client = createClient({
      contract: { notes },
      baseUrl,
      tokens: new TokenSession({ store: memoryTokenStore(), refresh: () => Promise.reject(new Error('never')) }),
    });
    await expect(client.notes.createNote({ body: { text: 'x' } })).rejects.toBeInstanceOf(HttpError);
  });
});

describe('renewal ahead of the expiry', () => {
  beforeEach(() => void vi.useFakeTimers({ now: 1_800_000_000_000, toFake: ['Date'] }));
  afterEach(() => void vi.useRealTimers());

  function jwt(name: string, lifetimeSeconds: number): string {
    // Issued by a clock that is an hour ahead of ours.
    const iat = 1_800_003_600;
    return `e30.${btoa(JSON.stringify({ iat, exp: iat + lifetimeSeconds, name }))}.sig`;
  }

  test('happens one lead before the end of its lifetime, whatever the clocks say', async () => {
    const refresh = vi.fn(() => Promise.resolve({ access: jwt('second', 300), refresh: 'r2' }));
    const tokens = new TokenSession({ store: memoryTokenStore(), refresh });
    await tokens.signIn({ access: jwt('first', 300), refresh: 'r1' });
    vi.setSystemTime(Date.now() + 239_000);
    expect(await tokens.token()).toBe(jwt('first', 300));
    vi.setSystemTime(Date.now() + 2_000);
    expect(await tokens.token()).toBe(jwt('second', 300));
    expect(refresh).toHaveBeenCalledTimes(1);
  });

  test('never happens before half of a short lifetime is over', async () => {
    const refresh = vi.fn(() => Promise.resolve({ access: jwt('second', 40), refresh: 'r2' }));
    const tokens = new TokenSession({ store: memoryTokenStore(), refresh });
    await tokens.signIn({ access: jwt('first', 40), refresh: 'r1' });
    vi.setSystemTime(Date.now() + 19_000);
    expect(await tokens.token()).toBe(jwt('first', 40));
    vi.setSystemTime(Date.now() + 2_000);
    expect(await tokens.token()).toBe(jwt('second', 40));
    expect(await tokens.token()).toBe(jwt('second', 40));
    expect(refresh).toHaveBeenCalledTimes(1);
  });

  test('that fails leaves the token in use until it really expires', async () => {
    const failure = new Error('away');
    const tokens = new TokenSession({ store: memoryTokenStore(), refresh: () => Promise.reject(failure) });
    await tokens.signIn({ access: jwt('first', 300), refresh: 'r1' });
    vi.setSystemTime(Date.now() + 250_000);
    expect(await tokens.token()).toBe(jwt('first', 300));
    vi.setSystemTime(Date.now() + 60_000);
    await expect(tokens.token()).rejects.toBe(failure);
  });
});
