import { createServer, type ServerResponse } from 'node:http';
import { afterEach, expect, onTestFinished, test, vi } from 'vitest';
import { TopicKinds } from './topic-kinds.ts';

afterEach(() => {
  vi.useRealTimers();
});

async function startOwner(answer: (response: ServerResponse) => void) {
  const state = { answer, tags: [] as (string | undefined)[] };
  const server = createServer((request, response) => {
    state.tags.push(request.headers['if-none-match']);
    state.answer(response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server has no port.');
  const ownerUrl = `http://127.0.0.1:${String(address.port)}`;
  return { state, ownerUrl, kinds: new TopicKinds({ ownerUrl, timeoutMs: 300, maxAgeMs: 60_000, retryMs: 2000 }) };
}

function kindsAnswer(path: string | null, headers: Record<string, string> = {}) {
  return (response: ServerResponse) => {
    response
      .writeHead(200, headers)
      .end(JSON.stringify({ results: [{ kind: 'room', snapshots_path: path }], aliases: [] }));
  };
}

test('kinds are read once for many, and again, by their tag, when they are old, while nobody waits', async () => {
  const { kinds, state, ownerUrl } = await startOwner(kindsAnswer('/s/', { ETag: '"k"' }));
  const urls = await Promise.all(['room_1', 'room_2', 'other_1'].map((topic) => kinds.snapshotUrl(topic)));
  expect(urls).toEqual([`${ownerUrl}/s/room_1/`, `${ownerUrl}/s/room_2/`, null]);
  expect(state.tags).toEqual([undefined]);
  vi.useFakeTimers({ now: Date.now() + 60_001, toFake: ['Date'] });
  state.answer = kindsAnswer(null);
  expect(await kinds.snapshotUrl('room_1')).toBe(`${ownerUrl}/s/room_1/`);
  await expect.poll(() => kinds.snapshotUrl('room_1')).toBeNull();
  expect(state.tags).toEqual([undefined, '"k"']);
});

test('an owner that comes later is asked again after a moment, not each time', async () => {
  const { kinds, state, ownerUrl } = await startOwner((response) => response.writeHead(503).end());
  expect(await kinds.snapshotUrl('room_1')).toBeUndefined();
  expect(await kinds.snapshotUrl('room_1')).toBeUndefined();
  expect(state.tags).toHaveLength(1);
  state.answer = kindsAnswer('/s/');
  vi.useFakeTimers({ now: Date.now() + 2001, toFake: ['Date'] });
  expect(await kinds.snapshotUrl('room_1')).toBe(`${ownerUrl}/s/room_1/`);
});

test.each<[string, (response: ServerResponse) => void]>([
  ['a path to another host', kindsAnswer('//evil.example/')],
  ['a path that browsers read as another host', kindsAnswer('/\\evil.example/')],
  ['an address', kindsAnswer('http://evil.example/')],
  ['no JSON', (response) => response.end('<html>')],
  ['half an answer', (response) => response.end('{"results":[')],
  ['another form', (response) => response.end('{"results":{"room":"/s/"}}')],
  ['nothing in time', () => undefined],
  ['the way elsewhere', (response) => response.writeHead(302, { Location: '/other' }).end()],
])('%s is no answer', async (_, answer) => {
  const { kinds } = await startOwner(answer);
  expect(await kinds.snapshotUrl('room_1')).toBeUndefined();
});

test('an owner without kinds has no snapshots', async () => {
  const { kinds } = await startOwner((response) => response.writeHead(404).end());
  expect(await kinds.snapshotUrl('room_1')).toBeNull();
});
