import type { Page } from '@playwright/test';

export interface TabCounts {
  requests: number;
  /** A page, or an address that gives tokens, said that nobody is signed in. */
  signedOut: number;
  /** Calls that the API refused even with a token which was asked for anew. */
  unauthorized: number;
  /** Connections that broke and were tried again. */
  broken: number;
}

const countNames = ['requests', 'signedOut', 'unauthorized', 'broken'] as const;
const isSignIn = ({ pathname }: URL) => pathname === '/sign-in';
const pages = ['/', '/projects', '/settings/sessions'];

/** One tab at work until the time is over or nobody is signed in: loads pages, and has its scripts call the API, five at once. */
export async function actInTab(
  page: Page,
  { endMs, leastRequests }: { endMs: number; leastRequests: number },
): Promise<TabCounts> {
  const counts: TabCounts = { requests: 0, signedOut: 0, unauthorized: 0, broken: 0 };
  for (let step = 0; Date.now() < endMs || counts.requests < leastRequests; step += 1) {
    await open(page, pages[step % pages.length] ?? '/', counts);
    if (counts.signedOut > 0) return counts;
    for (let burst = 0; burst < 3; burst += 1) {
      const called = await page.evaluate(callApi, 5).catch(() => leaving(page));
      for (const name of countNames) counts[name] += called[name];
      if (counts.signedOut > 0) return counts;
      await page.waitForTimeout(Math.random() * 1000);
    }
  }
  return counts;
}

async function open(page: Page, path: string, counts: TabCounts): Promise<void> {
  for (;;) {
    counts.requests += 1;
    try {
      await page.goto(path, { waitUntil: 'domcontentloaded' });
      if (isSignIn(new URL(page.url()))) counts.signedOut += 1;
      return;
    } catch (error) {
      if (!(error instanceof Error) || !/ERR_(CONNECTION|EMPTY_RESPONSE|ABORTED)/.test(error.message)) throw error;
      counts.broken += 1;
    }
  }
}

/** A page leaves, and its scripts with it, when it hears that its session has ended. */
async function leaving(page: Page): Promise<TabCounts> {
  await page.waitForURL(isSignIn);
  return { requests: 0, signedOut: 1, unauthorized: 0, broken: 0 };
}

/** In the page: what a script does that has no token in hand. */
async function callApi(calls: number): Promise<TabCounts> {
  const counts = { requests: 0, signedOut: 0, unauthorized: 0, broken: 0 };

  const send = async (path: string, init: RequestInit): Promise<Response> => {
    for (;;) {
      counts.requests += 1;
      const answer = await fetch(path, init).catch(() => undefined);
      if (answer !== undefined && answer.status < 500) return answer;
      counts.broken += 1;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  };

  const askToken = async (rejected?: string): Promise<string | undefined> => {
    const answer = await send('/session/token', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ rejected }),
    });
    if (answer.status === 401) return undefined;
    return ((await answer.json()) as { access: string }).access;
  };

  const call = async (): Promise<void> => {
    let access = await askToken();
    for (let attempt = 0; access !== undefined; attempt += 1) {
      const answer = await send('/api/auth/me/', { headers: { Authorization: `Bearer ${access}` } });
      if (answer.status !== 401) return;
      if (attempt > 0) {
        counts.unauthorized += 1;
        return;
      }
      access = await askToken(access);
    }
    counts.signedOut += 1;
  };

  await Promise.all(Array.from({ length: calls }, call));
  return counts;
}
