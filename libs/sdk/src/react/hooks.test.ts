import { render } from '../../tests/render.ts';
import { QueryClient, useQuery, useQueryClient } from '@tanstack/react-query';
import type { ServerResponse } from 'node:http';
import { createElement as h, type ReactNode } from 'react';
import { describe, expect, expectTypeOf, onTestFinished, test, vi } from 'vitest';
import { answerError, startServer } from '../../tests/test-server.ts';
import { RealtimeClient } from '../realtime/realtime-client.ts';
import type { Auth } from './auth.ts';
import { createHooks } from './create-hooks.ts';

interface Added {
  type: 'note.added';
  id: string;
  topic: string;
  data: { text: string };
}
interface Removed {
  type: 'note.removed';
  id: string;
  topic: string;
}
interface Person {
  name: string;
  role: string;
}

const hooks = createHooks<Added | Removed, Person, { name: string }>();
const { Provider, useAuth, useDjangoAuth, useRealtimeSubscription, useRealtimeSync, useOptimisticMutation } = hooks;

async function startRealtime(snapshots: string[] = []) {
  const streams: ServerResponse[] = [];
  const { baseUrl, received } = await startServer((request, response) => {
    const topics = new URL(request.url, 'http://gateway').searchParams.get('topics') ?? '';
    if (topics === 'secret_1') {
      answerError(response, 403, 'auth.permission_denied');
      return;
    }
    const granted = Object.fromEntries(topics.split(',').map((name) => [name, name] as const));
    response.writeHead(200, { 'Content-Type': 'text/event-stream' });
    streams.push(response);
    send('ready', { granted, refused: {}, position: 'e.0', snapshots });
  });
  function send(event: string | undefined, data: unknown): void {
    streams.at(-1)?.write(`${event === undefined ? '' : `event: ${event}\n`}data: ${JSON.stringify(data)}\n\n`);
  }
  const realtime = new RealtimeClient<Added | Removed>({
    baseUrl,
    tokens: { token: () => Promise.resolve('t'), renew: () => Promise.resolve(undefined) },
    parseEvent: (value) => ({ status: 'event', event: value as Added }),
  });
  onTestFinished(() => {
    realtime.close();
  });
  return { realtime, streams, received, send };
}

const nobody: Auth<Person, { name: string }> = {
  currentUser: () => Promise.resolve(null),
  login: () => Promise.resolve(),
  logout: () => Promise.resolve(),
};

describe('useRealtimeSubscription', () => {
  test('hands over events of the wanted types with the callbacks of the last rendering, by one subscription', async () => {
    const { realtime, send, received, streams } = await startRealtime();
    const seen: string[] = [];
    function Notes({ name, topic = 'room_1' }: { name: string; topic?: string | undefined }) {
      useRealtimeSubscription('note.added', {
        topic,
        onEvent: ({ data }) => seen.push(`${name}: ${data.text}`),
        onReset: () => seen.push(`${name}: read ${topic}`),
      });
      return null;
    }
    const page = (name: string, topic?: string) =>
      h(Provider, { services: { realtime, auth: nobody } }, h(Notes, { name, topic }));
    const { rerender, unmount } = render(page('first'));
    await expect.poll(() => seen).toEqual(['first: read room_1']);
    rerender(page('second'));
    send(undefined, { type: 'note.removed', id: '1', topic: 'room_1' });
    send(undefined, { type: 'note.added', id: '2', topic: 'room_1', data: { text: 'hello' } });
    await expect.poll(() => seen.slice(1)).toEqual(['second: hello']);
    expect(received).toHaveLength(1);
    rerender(page('third', 'room_2'));
    await expect.poll(() => seen.slice(2)).toEqual(['third: read room_2']);
    unmount();
    await expect.poll(() => streams.at(-1)?.closed).toBe(true);
  });

  test('takes several types, or all, a snapshot and a refusal, and nothing without a topic', async () => {
    const { realtime, send } = await startRealtime(['room_1']);
    const seen: string[] = [];
    function Notes() {
      useRealtimeSubscription('*', {
        topic: 'room_1',
        onEvent: ({ type }) => seen.push(`all ${type}`),
        onSnapshot: (state, position) => seen.push(`${String(state)} at ${position}`),
      });
      useRealtimeSubscription(['note.removed'], { topic: 'room_1', onEvent: ({ type }) => seen.push(`one ${type}`) });
      useRealtimeSubscription('note.added', { topic: undefined, onEvent: () => seen.push('never') });
      return null;
    }
    render(h(Provider, { services: { realtime, auth: nobody } }, h(Notes)));
    await expect.poll(() => realtime.status).toBe('connected');
    send('snapshot', { topic: 'room_1', position: 'e.1', state: 'here' });
    send(undefined, { type: 'note.removed', id: '1', topic: 'room_1' });
    send(undefined, { type: 'note.added', id: '2', topic: 'room_1', data: { text: 'x' } });
    await expect.poll(() => seen).toEqual(['here at e.1', 'all note.removed', 'one note.removed', 'all note.added']);
  });

  test('tells a refusal', async () => {
    const { realtime } = await startRealtime();
    const refusals: string[] = [];
    function Notes() {
      useRealtimeSubscription('*', {
        topic: 'secret_1',
        onEvent: () => undefined,
        onRefused: (code) => refusals.push(code),
      });
      return null;
    }
    render(h(Provider, { services: { realtime, auth: nobody } }, h(Notes)));
    await expect.poll(() => refusals).toEqual(['auth.permission_denied']);
  });

  test('has the types of its events', () => {
    const use = () => {
      useRealtimeSubscription('note.added', {
        topic: 'room_1',
        onEvent: (event) => {
          expectTypeOf(event).toEqualTypeOf<Added>();
        },
      });
      useRealtimeSubscription(['note.added', 'note.removed'], {
        topic: 'room_1',
        onEvent: (event) => {
          expectTypeOf(event).toEqualTypeOf<Added | Removed>();
        },
      });
      // @ts-expect-error -- there is no such event
      useRealtimeSubscription('note.lost', { topic: 'room_1', onEvent: () => undefined });
    };
    expect(use).toThrow();
  });
});

describe('useRealtimeSync', () => {
  test('tells whether what others do is seen, since when not, and tries again', async () => {
    // It waits for minutes: only the attempt that is asked for here is made.
    vi.spyOn(Math, 'random').mockReturnValue(1000);
    const { realtime, streams } = await startRealtime();
    const states: string[] = [];
    function Status() {
      const { isConnected, lastSync, status, reconnect } = useRealtimeSync();
      states.push(`${status} ${String(isConnected)} ${lastSync === null ? 'never' : 'known'}`);
      useRealtimeSubscription('*', { topic: 'room_1', onEvent: () => undefined });
      return h('button', { ref: () => void (again = reconnect) }, lastSync?.toISOString());
    }
    let again: () => void = () => undefined;
    const { element } = render(h(Provider, { services: { realtime, auth: nobody } }, h(Status)));
    await expect.poll(() => states.at(-1)).toBe('connected true known');
    expect(states[0]).toBe('idle false never');
    const before = Date.parse(element.textContent);
    streams[0]?.destroy();
    await expect.poll(() => states).toContain('waiting false known');
    expect(Date.parse(element.textContent)).toBeGreaterThanOrEqual(before);
    again();
    await expect.poll(() => states.at(-1)).toBe('connected true known');
    expect(streams).toHaveLength(2);
  });
});

describe('useAuth', () => {
  function startAuth(): Auth<Person, { name: string }> & { calls: string[] } {
    let current: Person | null = null;
    const calls: string[] = [];
    return {
      calls,
      currentUser: () => {
        calls.push('read');
        return Promise.resolve(current);
      },
      login: ({ name }) => {
        if (name === 'mallory') return Promise.reject(new Error('No.'));
        current = { name, role: 'developer' };
        return Promise.resolve();
      },
      logout: () => {
        current = null;
        return Promise.resolve();
      },
    };
  }

  test('knows who is there, reads them once for all, and drops what was cached when they change', async () => {
    const { realtime } = await startRealtime();
    const auth = startAuth();
    let known: ReturnType<typeof useAuth> | undefined;
    let reads = 0;
    function Who() {
      known = useAuth();
      const { user } = useDjangoAuth();
      const { data } = useQuery({
        queryKey: ['secret'],
        queryFn: () => `${user?.name ?? 'nobody'} ${String((reads += 1))}`,
      });
      return h('p', null, data);
    }
    const { element } = render(h(Provider, { services: { realtime, auth } }, h(Who)));
    expect(known).toMatchObject({ user: undefined, isAuthenticated: false, isLoading: true });
    await expect.poll(() => known).toMatchObject({ user: null, isAuthenticated: false, isLoading: false });
    expect(auth.calls).toEqual(['read']);
    await expect.poll(() => element.textContent).toBe('nobody 1');
    await known?.login({ name: 'ada' });
    await expect
      .poll(() => known)
      .toMatchObject({
        user: { name: 'ada' },
        isAuthenticated: true,
        isLoading: false,
        isDeveloper: true,
        isClient: false,
        isAdmin: false,
      });
    expect(known?.hasRole('client', 'developer')).toBe(true);
    await expect.poll(() => reads).toBe(2);
    await known?.logout();
    await expect.poll(() => known).toMatchObject({ user: null, isAuthenticated: false, isDeveloper: false });
    await expect.poll(() => reads).toBe(3);
  });

  test('tells a sign-in that fails to who asked for it, and a person who cannot be read', async () => {
    const { realtime } = await startRealtime();
    let known: ReturnType<typeof useAuth> | undefined;
    function Who() {
      known = useAuth();
      return null;
    }
    const failing = { ...startAuth(), currentUser: () => Promise.reject(new Error('Away.')) };
    render(h(Provider, { services: { realtime, auth: failing } }, h(Who)));
    await expect
      .poll(() => known)
      .toMatchObject({ user: undefined, isAuthenticated: false, isLoading: false, error: { message: 'Away.' } });
    await expect(known?.login({ name: 'mallory' })).rejects.toThrow('No.');
    await expect.poll(() => known?.isLoading).toBe(false);
  });
});

describe('useOptimisticMutation', () => {
  test('shows changes at once, each in its turn, and takes back alone the one that fails', async () => {
    const queryClient = new QueryClient();
    const answers: { letter: string; resolve: (value: string) => void; reject: (error: Error) => void }[] = [];
    const failures: string[] = [];
    let add: (letter: string) => void = () => undefined;
    const shown: string[] = [];
    function Word() {
      const client = useQueryClient();
      const { data: known = '' } = useQuery({ queryKey: ['word'], queryFn: () => 'w', staleTime: Infinity });
      const { data, pending, mutate } = useOptimisticMutation({
        mutationKey: ['word', 'add'],
        data: known,
        isArguments: (value): value is string => typeof value === 'string',
        apply: append,
        mutationFn: (letter: string) =>
          new Promise<string>((resolve, reject) => answers.push({ letter, resolve, reject })),
        onSuccess: (letter) => {
          client.setQueryData<string>(['word'], (word = '') => word + letter);
        },
        onError: (error, letter) => {
          failures.push(`${letter}: ${error.message}`);
        },
      });
      add = mutate;
      shown.push(data);
      return h('p', null, `${data} ${pending.join('')}`);
    }
    const { element } = render(h(Word), queryClient);
    await expect.poll(() => element.textContent).toBe('w ');
    for (const letter of ['a', 'b', 'c']) add(letter);
    await expect.poll(() => element.textContent).toBe('wabc abc');
    answers[1]?.reject(new Error('no'));
    await expect.poll(() => element.textContent).toBe('wac ac');
    expect(failures).toEqual(['b: no']);
    shown.length = 0;
    answers[0]?.resolve('a');
    await expect.poll(() => element.textContent).toBe('wac c');
    // Neither without the letter nor with it twice, at any moment.
    expect(new Set(shown)).toEqual(new Set(['wac']));
  });

  const append = (word: string, letter: string) => word + letter;
});

test('a hook outside of its provider says what is missing', async () => {
  const errors: string[] = [];
  function Lost(): ReactNode {
    try {
      useRealtimeSync();
    } catch (error) {
      errors.push((error as Error).message);
    }
    return null;
  }
  render(h(Lost));
  await expect.poll(() => errors[0]).toContain('needs the Provider');
});
