import type { ServerResponse } from 'node:http';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { collectGarbage } from '../../tests/collect-garbage.ts';
import { answerError, startServer, type Received } from '../../tests/test-server.ts';
import type { TokenSource } from '../auth/token-source.ts';
import { backoffMs, waitMs } from './backoff.ts';
import { RealtimeClient, type ParsedEvent, type RealtimeStatus } from './realtime-client.ts';

interface Note {
  id: string;
  topic: string;
  type: 'note.added';
}

function parseEvent(value: unknown): ParsedEvent<Note> {
  const { type } = value as { type: string };
  if (type === 'note.broken') return { status: 'invalid' };
  return type === 'note.added' ? { status: 'event', event: value as Note } : { status: 'unknown', type };
}

interface FakeGateway {
  baseUrl: string;
  received: Received[];
  /** Open streams, the newest last. */
  streams: ServerResponse[];
}

/** The protocol of the gateway over a real connection; each test plays its part by hand. */
async function startGateway(
  greet: (request: Received, response: ServerResponse) => boolean = () => true,
): Promise<FakeGateway> {
  const streams: ServerResponse[] = [];
  const server = await startServer((request, response) => {
    if (!greet(request, response)) return;
    const topics = decodeURIComponent(new URL(request.url, 'http://gateway').searchParams.get('topics') ?? '').split(
      ',',
    );
    response.writeHead(200, { 'Content-Type': 'text/event-stream' });
    const granted = Object.fromEntries(topics.map((name) => [name, name === 'mine' ? 'company_7' : name] as const));
    send(
      response,
      'ready',
      { granted, refused: {}, position: 'e.0', snapshots: [] },
      String(request.headers['last-event-id'] ?? 'e.0'),
    );
    streams.push(response);
  });
  return { ...server, streams };
}

function send(response: ServerResponse | undefined, event: string | undefined, data: unknown, id?: string): void {
  response?.write(
    `${event === undefined ? '' : `event: ${event}\n`}${id === undefined ? '' : `id: ${id}\n`}data: ${JSON.stringify(data)}\n\n`,
  );
}

function note(id: string, topic = 'room_1', type = 'note.added') {
  return { id, topic, type };
}

function startClient(baseUrl: string, tokens: Partial<TokenSource> = {}, silenceMs = 5000) {
  const source: TokenSource = {
    token: () => Promise.resolve('t-1'),
    renew: () => Promise.resolve(undefined),
    ...tokens,
  };
  const client = new RealtimeClient<Note>({ baseUrl, tokens: source, parseEvent, silenceMs });
  const statuses: RealtimeStatus[] = [];
  client.onStatus((status) => statuses.push(status));
  onTestFinished(() => {
    client.close();
  });
  const seen: string[] = [];
  const listen = (topic = 'room_1') =>
    client.subscribe({
      topic,
      onEvent: ({ id }) => seen.push(`${topic}:${id}`),
      onReset: () => seen.push(`${topic}:reset`),
    });
  return { client, statuses, seen, listen };
}

describe('subscribers', () => {
  test('share one connection, are told to read their state first, and get their own topics’ events once', async () => {
    const { baseUrl, streams, received } = await startGateway();
    const { seen, listen, client } = startClient(baseUrl);
    listen('room_1');
    listen('mine');
    await expect.poll(() => seen).toEqual(['room_1:reset', 'mine:reset']);
    send(streams[0], undefined, note('a'), 'e.1');
    send(streams[0], undefined, note('b', 'company_7'), 'e.2');
    send(streams[0], undefined, note('b', 'company_7'), 'e.3');
    send(streams[0], undefined, note('c', 'room_1', 'note.of_a_newer_service'), 'e.4');
    send(streams[0], undefined, note('d'), 'e.5');
    await expect.poll(() => seen.slice(2)).toEqual(['room_1:a', 'mine:b', 'room_1:d']);
    expect(received).toHaveLength(1);
    expect(received[0]?.headers.authorization).toBe('Bearer t-1');
    expect(client.status).toBe('connected');
  });

  test('that come later join by a connection that resumes; only they are told to read', async () => {
    const { baseUrl, streams, received } = await startGateway();
    const { seen, listen } = startClient(baseUrl);
    listen('room_1');
    await expect.poll(() => streams.length).toBe(1);
    send(streams[0], undefined, note('a'), 'e.1');
    await expect.poll(() => seen).toEqual(['room_1:reset', 'room_1:a']);
    listen('room_2');
    await expect.poll(() => seen.slice(2)).toEqual(['room_2:reset']);
    expect(received[1]?.headers['last-event-id']).toBe('e.1');
    expect(received[1]?.url).toBe('/api/v1/sse?topics=room_1,room_2');
  });

  test('each get an event that comes by the topics of both', async () => {
    const { baseUrl, streams } = await startGateway();
    const { seen, listen } = startClient(baseUrl);
    listen('room_1');
    listen('mine');
    await expect.poll(() => seen).toHaveLength(2);
    send(streams[0], undefined, note('a'), 'e.1');
    send(streams[0], undefined, note('a', 'company_7'), 'e.2');
    await expect.poll(() => seen.slice(2)).toEqual(['room_1:a', 'mine:a']);
  });

  test('that come later to a topic that is there are told to read, by the same connection', async () => {
    const { baseUrl, streams, received } = await startGateway();
    const { seen, listen } = startClient(baseUrl);
    listen();
    await expect.poll(() => seen).toHaveLength(1);
    listen();
    await expect.poll(() => seen).toHaveLength(2);
    send(streams[0], undefined, note('a'), 'e.1');
    await expect.poll(() => seen).toHaveLength(4);
    expect(received).toHaveLength(1);
  });

  test('that leave and come back at once keep the connection, and are told to read', async () => {
    const { baseUrl, streams, received } = await startGateway();
    const { seen, listen } = startClient(baseUrl);
    const leave = listen();
    await expect.poll(() => seen).toHaveLength(1);
    leave();
    listen();
    await expect.poll(() => seen).toHaveLength(2);
    send(streams[0], undefined, note('a'), 'e.1');
    await expect.poll(() => seen.slice(2)).toEqual(['room_1:a']);
    expect(received).toHaveLength(1);
  });

  test('that come in the middle of a burst lose none of it and get nothing by the old connection', async () => {
    const { baseUrl, streams, received } = await startGateway();
    const { client, listen, seen } = startClient(baseUrl);
    client.subscribe({ topic: 'room_1', onReset: () => undefined, onEvent: () => listen('room_2') });
    listen();
    await expect.poll(() => seen).toHaveLength(1);
    streams[0]?.cork();
    send(streams[0], undefined, note('a'), 'e.1');
    send(streams[0], 'reset', { topics: ['room_1'] }, 'e.1');
    send(streams[0], undefined, note('b'), 'e.2');
    streams[0]?.uncork();
    await expect.poll(() => streams.length).toBe(2);
    expect(received[1]?.headers['last-event-id']).toBe('e.1');
    await expect.poll(() => seen).toEqual(['room_1:reset', 'room_1:a', 'room_2:reset']);
  });

  test('that leave end the connection with the last of them', async () => {
    const { baseUrl, streams } = await startGateway();
    const { client, listen, seen } = startClient(baseUrl);
    const leave = [listen(), listen()];
    await expect.poll(() => seen).toHaveLength(2);
    const closed = new Promise((resolve) => streams[0]?.once('close', resolve));
    for (const unsubscribe of leave) unsubscribe();
    await closed;
    expect(client.status).toBe('idle');
  });

  test('hear nothing while the connection is paused, and then what they have missed', async () => {
    const { baseUrl, streams, received } = await startGateway();
    const { client, listen, seen } = startClient(baseUrl);
    listen();
    await expect.poll(() => seen).toHaveLength(1);
    send(streams[0], undefined, note('a'), 'e.1');
    await expect.poll(() => seen).toHaveLength(2);
    const closed = new Promise((resolve) => streams[0]?.once('close', resolve));
    client.pause();
    await closed;
    expect(client.status).toBe('waiting');
    client.reconnect();
    await expect.poll(() => streams.length).toBe(2);
    expect(received[1]?.headers['last-event-id']).toBe('e.1');
    send(streams[1], undefined, note('b'), 'e.2');
    await expect.poll(() => seen).toEqual(['room_1:reset', 'room_1:a', 'room_1:b']);
  });

  test('with a mistake do not cut off the others', async () => {
    const { baseUrl, streams } = await startGateway();
    const { client, listen, seen } = startClient(baseUrl);
    const reported = new Promise((resolve) => process.once('uncaughtException', resolve));
    client.subscribe({
      topic: 'room_1',
      onReset: () => undefined,
      onEvent: () => {
        throw new Error('mistake');
      },
    });
    listen();
    await expect.poll(() => seen).toEqual(['room_1:reset']);
    send(streams[0], undefined, note('a'), 'e.1');
    await expect.poll(() => seen).toEqual(['room_1:reset', 'room_1:a']);
    expect(await reported).toMatchObject({ message: 'mistake' });
  });
});

describe('a topic that the gateway sends the state of', () => {
  /** Answers the first connection as the gateway does for a topic with a snapshot; what follows is the test's. */
  function greetWith(snapshots: string[], granted: Record<string, string>, streams: ServerResponse[]) {
    return (request: Received, response: ServerResponse) => {
      const place = request.headers['last-event-id'];
      response.writeHead(200, { 'Content-Type': 'text/event-stream' });
      send(
        response,
        'ready',
        { granted, refused: {}, position: 'e.0', snapshots },
        place === undefined ? undefined : String(place),
      );
      streams.push(response);
      return false;
    };
  }

  function startWithState(baseUrl: string) {
    const started = startClient(baseUrl);
    const { client, seen } = started;
    const follow = (topic: string) =>
      client.subscribe({
        topic,
        onEvent: ({ id }) => seen.push(`${topic}:${id}`),
        onReset: () => seen.push(`${topic}:reset`),
        onSnapshot: (state, position) => seen.push(`${topic}:${JSON.stringify(state)} at ${position}`),
      });
    return { ...started, follow };
  }

  test('hands it on in place of the call to read; who does not take it is told to read', async () => {
    const streams: ServerResponse[] = [];
    const granted = { room_1: 'room_1', mine: 'company_7' };
    const { baseUrl } = await startGateway(greetWith(['room_1', 'company_7'], granted, streams));
    const { seen, follow, listen } = startWithState(baseUrl);
    follow('room_1');
    follow('mine');
    listen('room_1');
    await expect.poll(() => streams.length).toBe(1);
    send(streams[0], 'snapshot', { topic: 'room_1', position: 'e.1', state: { notes: 2 } });
    send(streams[0], 'snapshot', { topic: 'company_7', position: 'e.1', state: null }, 'e.1');
    send(streams[0], undefined, note('a'), 'e.2');
    await expect
      .poll(() => seen)
      .toEqual(['room_1:{"notes":2} at e.1', 'room_1:reset', 'mine:null at e.1', 'room_1:a', 'room_1:a']);
  });

  test('and could not is to be read by everyone, and its events follow', async () => {
    const streams: ServerResponse[] = [];
    const { baseUrl } = await startGateway(greetWith(['room_1'], { room_1: 'room_1' }, streams));
    const { seen, follow } = startWithState(baseUrl);
    follow('room_1');
    await expect.poll(() => streams.length).toBe(1);
    send(streams[0], 'snapshot', { topic: 'room_1', refused: 'server.timeout' }, 'e.1');
    send(streams[0], undefined, note('a'), 'e.2');
    await expect.poll(() => seen).toEqual(['room_1:reset', 'room_1:a']);
  });

  test('is asked for again when the connection was lost before it came', async () => {
    const streams: ServerResponse[] = [];
    const { baseUrl, received } = await startGateway(greetWith(['room_1'], { room_1: 'room_1' }, streams));
    const { seen, follow } = startWithState(baseUrl);
    follow('room_1');
    await expect.poll(() => streams.length).toBe(1);
    streams[0]?.destroy();
    await expect.poll(() => streams.length).toBe(2);
    expect(received[1]?.headers['last-event-id']).toBeUndefined();
    send(streams[1], 'snapshot', { topic: 'room_1', position: 'e.1', state: 1 }, 'e.1');
    await expect.poll(() => seen).toEqual(['room_1:1 at e.1']);
  });

  test('begins by a connection that resumes the others, unless somebody follows it already', async () => {
    const streams: ServerResponse[] = [];
    const granted = { room_1: 'room_1', room_2: 'room_2', room_3: 'room_3' };
    const { baseUrl, received } = await startGateway((request, response) =>
      greetWith(request.url.endsWith('begin=room_2') ? ['room_2'] : [], granted, streams)(request, response),
    );
    const { seen, follow, listen } = startWithState(baseUrl);
    listen('room_1');
    await expect.poll(() => seen).toEqual(['room_1:reset']);
    send(streams[0], undefined, note('a'), 'e.1');
    await expect.poll(() => seen).toHaveLength(2);
    follow('room_1');
    follow('room_2');
    listen('room_3');
    await expect.poll(() => streams.length).toBe(2);
    expect(received[1]?.url).toBe('/api/v1/sse?topics=room_1,room_2,room_3&begin=room_2');
    expect(received[1]?.headers['last-event-id']).toBe('e.1');
    send(streams[1], 'snapshot', { topic: 'room_2', position: 'e.3', state: 'here' });
    await expect.poll(() => seen.slice(2)).toEqual(['room_1:reset', 'room_3:reset', 'room_2:"here" at e.3']);
  });
});

describe('a topic that is refused', () => {
  test('is told to its subscribers, once for each reason, and the others go on', async () => {
    let refused: Record<string, string> = { room_2: 'auth.permission_denied' };
    const streams: ServerResponse[] = [];
    const { baseUrl } = await startGateway((_, response) => {
      response.writeHead(200, { 'Content-Type': 'text/event-stream' });
      const granted = { room_1: 'room_1', ...('room_2' in refused ? {} : { room_2: 'room_2' }) };
      send(response, 'ready', { granted, refused, position: 'e.1', snapshots: [] }, 'e.1');
      streams.push(response);
      return false;
    });
    const { client, seen, listen } = startClient(baseUrl);
    listen('room_1');
    client.subscribe({
      topic: 'room_2',
      onEvent: () => undefined,
      onReset: () => seen.push('room_2:reset'),
      onRefused: (code) => seen.push(`room_2:${code}`),
    });
    await expect.poll(() => seen).toEqual(['room_2:auth.permission_denied', 'room_1:reset']);
    const again = async (next: Record<string, string>) => {
      refused = next;
      const count = streams.length;
      client.reconnect();
      await expect.poll(() => streams.length).toBe(count + 1);
      await expect.poll(() => client.status).toBe('connected');
    };
    await again({ room_2: 'auth.permission_denied' });
    await again({ room_2: 'http.not_found' });
    await again({});
    await again({ room_2: 'http.not_found' });
    expect(seen.slice(2)).toEqual(['room_2:http.not_found', 'room_2:reset', 'room_2:http.not_found']);
  });

  test('with all others is told to each of them', async () => {
    const { baseUrl } = await startGateway((_, response) => {
      answerError(response, 403, 'auth.permission_denied');
      return false;
    });
    const { client, seen } = startClient(baseUrl);
    for (const topic of ['room_1', 'room_2'])
      client.subscribe({
        topic,
        onEvent: () => undefined,
        onReset: () => undefined,
        onRefused: (code) => seen.push(`${topic}:${code}`),
      });
    await expect.poll(() => seen).toEqual(['room_1:auth.permission_denied', 'room_2:auth.permission_denied']);
    expect(client.status).toBe('refused');
  });
});

describe('a connection that is lost', () => {
  test('comes back and resumes after the last event that was delivered', async () => {
    const { baseUrl, streams, received } = await startGateway();
    const { seen, listen, statuses } = startClient(baseUrl);
    listen();
    await expect.poll(() => streams.length).toBe(1);
    send(streams[0], undefined, note('a'), 'e.1');
    await expect.poll(() => seen).toHaveLength(2);
    streams[0]?.destroy();
    await expect.poll(() => streams.length).toBe(2);
    expect(received[1]?.headers['last-event-id']).toBe('e.1');
    send(streams[1], undefined, note('a'), 'e.1');
    send(streams[1], undefined, note('b'), 'e.2');
    await expect.poll(() => seen).toEqual(['room_1:reset', 'room_1:a', 'room_1:b']);
    expect(statuses).toEqual(['connecting', 'connected', 'waiting', 'connecting', 'connected']);
  });

  test('in silence is noticed, also when memory is collected', async () => {
    const { baseUrl, streams } = await startGateway();
    collectGarbage();
    const { listen } = startClient(baseUrl, {}, 300);
    listen();
    await expect.poll(() => streams.length).toBeGreaterThan(1);
  });

  test('comes back when the gateway asked for it', async () => {
    const { baseUrl, streams } = await startGateway();
    const { listen } = startClient(baseUrl);
    listen();
    await expect.poll(() => streams.length).toBe(1);
    send(streams[0], 'closing', { reason: 'draining', retry_after_ms: 0 });
    streams[0]?.end();
    await expect.poll(() => streams.length).toBe(2);
  });
});

describe('a connection that ends with its token', () => {
  test('comes back with the next one, not with the same', async () => {
    const { baseUrl, streams, received } = await startGateway();
    let current = 't-1';
    const renew = vi.fn(() => Promise.resolve((current = 't-2')));
    const { listen } = startClient(baseUrl, { token: () => Promise.resolve(current), renew });
    listen();
    await expect.poll(() => streams.length).toBe(1);
    send(streams[0], 'closing', { reason: 'token_expired', retry_after_ms: 0 });
    streams[0]?.end();
    await expect.poll(() => streams.length).toBe(2);
    expect(renew).toHaveBeenCalledExactlyOnceWith('t-1');
    expect(received[1]?.headers.authorization).toBe('Bearer t-2');
  });

  test('is over when the session is', async () => {
    const { baseUrl, streams } = await startGateway();
    const { client, listen } = startClient(baseUrl);
    listen();
    await expect.poll(() => streams.length).toBe(1);
    send(streams[0], 'closing', { reason: 'token_expired', retry_after_ms: 0 });
    streams[0]?.end();
    await expect.poll(() => client.status).toBe('signed_out');
  });
});

describe('what was missed is told', () => {
  test('by the gateway’s reset, to the subscribers of those topics', async () => {
    const { baseUrl, streams } = await startGateway();
    const { seen, listen } = startClient(baseUrl);
    listen('room_1');
    listen('mine');
    await expect.poll(() => seen).toHaveLength(2);
    send(streams[0], 'reset', { topics: ['company_7'] }, 'f.9');
    await expect.poll(() => seen.slice(2)).toEqual(['mine:reset']);
  });

  test('when a topic was not granted for a while, or an alias means another topic now', async () => {
    const { baseUrl, streams, received } = await startGateway(({ headers }, response) => {
      const attempt = headers['last-event-id'] ?? 'first';
      if (attempt === 'first') return true;
      response.writeHead(200, { 'Content-Type': 'text/event-stream' });
      const granted = attempt === 'e.1' ? { mine: 'company_8' } : { mine: 'company_8', room_1: 'room_1' };
      send(response, 'ready', { granted, refused: {}, position: attempt, snapshots: [] }, String(attempt));
      streams.push(response);
      return false;
    });
    const { seen, listen, client } = startClient(baseUrl);
    listen('room_1');
    listen('mine');
    await expect.poll(() => seen).toHaveLength(2);
    send(streams[0], undefined, note('a'), 'e.1');
    await expect.poll(() => seen.slice(2)).toEqual(['room_1:a']);
    client.reconnect();
    await expect.poll(() => seen.slice(3)).toEqual(['mine:reset']);
    send(streams[1], undefined, note('b', 'company_8'), 'e.2');
    await expect.poll(() => seen.slice(4)).toEqual(['mine:b']);
    client.reconnect();
    await expect.poll(() => seen.slice(5)).toEqual(['room_1:reset']);
    expect(received).toHaveLength(3);
  });

  test('but not when only the token could not be renewed for a moment', async () => {
    const { baseUrl, streams, received } = await startGateway();
    let failures = 0;
    const token = () => {
      if (received.length === 0 || failures > 0) return Promise.resolve('t-1');
      failures += 1;
      return Promise.reject(new Error('The keychain is locked.'));
    };
    const { seen, listen } = startClient(baseUrl, { token });
    listen();
    await expect.poll(() => streams.length).toBe(1);
    send(streams[0], undefined, note('a'), 'e.1');
    await expect.poll(() => seen).toHaveLength(2);
    streams[0]?.destroy();
    await expect.poll(() => streams.length).toBe(2);
    expect(failures).toBe(1);
    expect(received[1]?.headers['last-event-id']).toBe('e.1');
    send(streams[1], undefined, note('b'), 'e.2');
    await expect.poll(() => seen).toEqual(['room_1:reset', 'room_1:a', 'room_1:b']);
  });

  test('by an event that is not what the contract says', async () => {
    const { baseUrl, streams } = await startGateway();
    const { seen, listen } = startClient(baseUrl);
    listen();
    await expect.poll(() => seen).toHaveLength(1);
    send(streams[0], undefined, note('a', 'room_1', 'note.broken'), 'e.1');
    await expect.poll(() => seen).toEqual(['room_1:reset', 'room_1:reset']);
  });

  test('by a frame that no gateway sends: the connection begins anew', async () => {
    const { baseUrl, streams, received } = await startGateway();
    const { seen, listen } = startClient(baseUrl);
    listen();
    await expect.poll(() => seen).toHaveLength(1);
    streams[0]?.write('data: {half\n\n');
    await expect.poll(() => seen).toEqual(['room_1:reset', 'room_1:reset']);
    expect(received[1]?.headers['last-event-id']).toBeUndefined();
  });
});

describe('a refusal', () => {
  test('of the token is answered with the next one, at once and only once', async () => {
    const renew = vi.fn(() => Promise.resolve('t-2'));
    let current = 't-1';
    const { baseUrl, streams, received } = await startGateway(({ headers }, response) => {
      if (headers.authorization === 'Bearer t-2') return true;
      answerError(response, 401, 'auth.token_expired');
      current = 't-2';
      return false;
    });
    const { listen } = startClient(baseUrl, { token: () => Promise.resolve(current), renew });
    listen();
    await expect.poll(() => streams.length).toBe(1);
    expect(renew).toHaveBeenCalledTimes(1);
    expect(received).toHaveLength(2);
  });

  test.each<[string, Partial<TokenSource>, number, string, RealtimeStatus]>([
    ['a session that has ended', {}, 401, 'auth.token_expired', 'signed_out'],
    ['nobody signed in', { token: () => Promise.resolve(undefined) }, 200, '', 'signed_out'],
    ['no topic granted', {}, 403, 'auth.permission_denied', 'refused'],
    ['a topic that is none', {}, 400, 'validation.failed', 'refused'],
  ])('by %s is final', async (_, tokens, status, code, expected) => {
    const { baseUrl, received } = await startGateway((__, response) => {
      answerError(response, status, code);
      return false;
    });
    const { client, listen } = startClient(baseUrl, tokens);
    listen();
    await expect.poll(() => client.status).toBe(expected);
    expect(received.length).toBeLessThanOrEqual(1);
  });

  test('that may be retried is, until it succeeds', async () => {
    let refusals = 2;
    const { baseUrl, streams } = await startGateway((_, response) => {
      if (refusals === 0) return true;
      refusals -= 1;
      answerError(response, 503, 'server.unavailable');
      return false;
    });
    const { listen } = startClient(baseUrl);
    listen();
    await expect.poll(() => streams.length).toBe(1);
  });
});

test.each([
  [1, undefined, 500],
  [1, 0, 0],
  [1, 3000, 3000],
  [3, 0, 2000],
  [3, 9000, 9000],
  // Longer than a timer can run: it would fire at once.
  [1, 2_592_000_000, 300_000],
])('after %i failures and asked for %s ms the wait is up to %i ms', (failures, askedMs, longest) => {
  expect(waitMs(failures, askedMs, () => 1)).toBe(longest);
});

test.each([
  [1, 500],
  [2, 1000],
  [6, 16_000],
  [7, 20_000],
  [50, 20_000],
])('after %i failures the wait is up to %i ms', (failures, longest) => {
  expect(backoffMs(failures, () => 1)).toBe(longest);
  expect(backoffMs(failures, () => 0)).toBe(0);
});
