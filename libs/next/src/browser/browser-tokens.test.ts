import { createServer, type ServerResponse } from 'node:http';
import { afterEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { browserTokens } from './browser-tokens.ts';

interface Asked {
  rejected?: string;
}

type Answer = (asked: Asked, response: ServerResponse) => void;

function answerWith(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(body));
}

/** The session's route of a real server: each answer is the next token, good for five minutes. */
async function startSite(answer?: Answer): Promise<{ baseUrl: string; asked: Asked[]; use: (next: Answer) => void }> {
  const asked: Asked[] = [];
  let respond: Answer =
    answer ??
    ((_, response) => {
      answerWith(response, 200, { access: `token-${asked.length}`, expires_in: 300 });
    });
  const server = createServer((request, response) => {
    let text = '';
    request.on('data', (chunk: Uint8Array) => (text += Buffer.from(chunk).toString('utf8')));
    request.on('end', () => {
      const body = JSON.parse(text) as Asked;
      asked.push(body);
      respond(body, response);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server has no port.');
  return { baseUrl: `http://127.0.0.1:${address.port}`, asked, use: (next) => (respond = next) };
}

const refuse: Answer = (_, response) => {
  answerWith(response, 401, { detail: 'x' });
};
const fail: Answer = (_, response) => {
  answerWith(response, 503, { detail: 'x' });
};

/** The browser's Web Locks, which Node 20 lacks: one after the other. */
function stubLocks(): void {
  let last: Promise<unknown> = Promise.resolve();
  const request = <Value>(_: string, work: () => Promise<Value>): Promise<Value> => {
    const turn = last.then(work, work);
    last = turn.catch(() => undefined);
    return turn;
  };
  vi.stubGlobal('navigator', { locks: { request } });
}

afterEach(() => {
  vi.useRealTimers();
});

test('the token is asked for once and kept until it is about to expire', async () => {
  const { baseUrl, asked } = await startSite();
  const tokens = browserTokens({ baseUrl, leadMs: 20_000 });
  const now = Date.now();
  vi.useFakeTimers({ now, toFake: ['Date'] });
  expect(await Promise.all([tokens.token(), tokens.token(), tokens.token()])).toEqual([
    'token-1',
    'token-1',
    'token-1',
  ]);
  vi.setSystemTime(now + 279_000);
  expect(await tokens.token()).toBe('token-1');
  vi.setSystemTime(now + 280_001);
  expect(await tokens.token()).toBe('token-2');
  expect(asked).toEqual([{}, {}]);
});

test('what a service has refused is renewed once, however many calls were refused', async () => {
  const { baseUrl, asked } = await startSite();
  const tokens = browserTokens({ baseUrl });
  await tokens.token();
  const renewed = await Promise.all(Array.from({ length: 10 }, () => tokens.renew('token-1')));
  expect(new Set(renewed)).toEqual(new Set(['token-2']));
  expect(asked).toEqual([{}, { rejected: 'token-1' }]);
  expect(await tokens.renew('token-1')).toBe('token-2');
});

test('a refusal while the same token is on its way is not answered with it', async () => {
  const { baseUrl, asked, use } = await startSite();
  use(({ rejected }, response) => {
    answerWith(response, 200, { access: rejected === undefined ? 'old' : 'new', expires_in: 9 });
  });
  const tokens = browserTokens({ baseUrl });
  const [, renewed] = await Promise.all([tokens.token(), tokens.renew('old')]);
  expect(renewed).toBe('new');
  expect(asked).toEqual([{}, { rejected: 'old' }]);
});

describe('tabs', () => {
  test('that need a token at the same time take turns', async () => {
    stubLocks();
    let open = 0;
    let mostOpen = 0;
    const { baseUrl } = await startSite((_, response) => {
      open += 1;
      mostOpen = Math.max(mostOpen, open);
      setImmediate(() => {
        open -= 1;
        answerWith(response, 200, { access: 'token', expires_in: 300 });
      });
    });
    const tabs = [browserTokens({ baseUrl }), browserTokens({ baseUrl }), browserTokens({ baseUrl })];
    expect(await Promise.all(tabs.map((tab) => tab.token()))).toEqual(['token', 'token', 'token']);
    expect(mostOpen).toBe(1);
  });

  /** Two that have the same token. */
  async function twoTabs(baseUrl: string) {
    const tabs = [browserTokens({ baseUrl }), browserTokens({ baseUrl })] as const;
    await tabs[0].token();
    await tabs[1].token();
    await expect.poll(() => tabs[0].token()).toBe('token-2');
    return tabs;
  }

  test('hear of a renewal by another', async () => {
    const { baseUrl, asked } = await startSite();
    const [one, other] = await twoTabs(baseUrl);
    expect(await one.renew('token-2')).toBe('token-3');
    await expect.poll(() => other.token()).toBe('token-3');
    expect(await other.renew('token-2')).toBe('token-3');
    expect(asked).toHaveLength(3);
  });

  test('forget together', async () => {
    const { baseUrl } = await startSite();
    const [one, other] = await twoTabs(baseUrl);
    one.reset();
    await expect.poll(() => other.token()).toBe('token-3');
  });

  test('take nothing from a message that is not theirs', async () => {
    const { baseUrl, asked } = await startSite();
    const tokens = browserTokens({ baseUrl });
    await tokens.token();
    const channel = new BroadcastChannel(`throughline.session ${baseUrl}`);
    const good = { type: 'token', access: 'the last', expiresAtMs: Date.now() + 300_000 };
    for (const message of [null, 'reset', { type: 'token', access: 7 }, { ...good, type: 'other' }, good])
      channel.postMessage(message);
    await expect.poll(() => tokens.token()).toBe('the last');
    channel.close();
    expect(asked).toHaveLength(1);
  });
});

test('a token that was asked for before a reset is not kept', async () => {
  const { baseUrl, use } = await startSite();
  const tokens = browserTokens({ baseUrl });
  use((_, response) => {
    tokens.reset();
    use((__, next) => {
      answerWith(next, 200, { access: 'of the new company', expires_in: 300 });
    });
    answerWith(response, 200, { access: 'of the old company', expires_in: 300 });
  });
  expect(await tokens.token()).toBe('of the new company');
});

describe('failures', () => {
  test('nobody is signed in: no token, and no error', async () => {
    const { baseUrl } = await startSite(refuse);
    const tokens = browserTokens({ baseUrl });
    expect(await tokens.token()).toBeUndefined();
    expect(await tokens.renew('x')).toBeUndefined();
  });

  test('a session that has ended is forgotten', async () => {
    const { baseUrl, use } = await startSite();
    const tokens = browserTokens({ baseUrl });
    await tokens.token();
    use(refuse);
    expect(await tokens.renew('token-1')).toBeUndefined();
    expect(await tokens.token()).toBeUndefined();
  });

  test('the server is away: the token is used while it is good, then the failure is told', async () => {
    const { baseUrl, use } = await startSite();
    const tokens = browserTokens({ baseUrl, leadMs: 20_000 });
    const now = Date.now();
    vi.useFakeTimers({ now, toFake: ['Date'] });
    await tokens.token();
    use(fail);
    vi.setSystemTime(now + 290_000);
    expect(await tokens.token()).toBe('token-1');
    await expect(tokens.renew('token-1')).rejects.toMatchObject({ status: 503 });
    vi.setSystemTime(now + 300_001);
    await expect(tokens.token()).rejects.toMatchObject({ status: 503 });
  });

  test.each([
    ['no token', {}],
    ['a token of a wrong type', { access: 7, expires_in: 300 }],
    ['no lifetime', { access: 'x' }],
  ])('an answer with %s is no answer', async (_, body) => {
    const { baseUrl } = await startSite((__, response) => {
      answerWith(response, 200, body);
    });
    await expect(browserTokens({ baseUrl }).token()).rejects.toThrow();
  });
});
