import { join } from 'node:path';
import type { Browser } from '@playwright/test';
import { freePort } from '@throughline/stack/free-port';
import { startTemporaryStack } from '@throughline/stack/temporary-stack';
import { signIn } from '../../tests/sign-in.ts';
import { actInTab, type TabCounts } from './act-in-tab.ts';
import { startFaultyProxy } from './faulty-proxy.ts';
import { RenewalLedger } from './renewal-ledger.ts';

export interface RaceOptions {
  /** At least; on a slow machine it lasts until each tab has sent `leastRequests`. */
  lastsMs: number;
  leastRequests: number;
  /** Planted: Django takes an old refresh token for a stolen one at once, or the web servers forget what they renew. */
  planted?: 'without grace' | 'forgetful memory';
}

export interface RaceCounts extends TabCounts {
  fewestRequestsOfATab: number;
  expiries: number;
  successorsPerExpiry: number;
  callsPerExpiry: number;
  lostAnswers: number;
  refused: number;
}

const accessSeconds = 5;
/** With the longest delay of an answer below half of an access token's life, after which it is renewed. */
const graceSeconds = 2;
const longestAnswerDelayMs = 400;
const tabs = 3;
const plants = join(import.meta.dirname, 'planted');

/**
 * A person at work in three tabs of a browser, before two web servers and two of Django, whose access tokens live for five
 * seconds. Of Django's renewals every tenth is lost after it was made, of the web server's answers with a cookie every
 * fiftieth; some are held back for seconds; in the middle one Django is killed and comes back.
 */
export async function runRace(browser: Browser, { lastsMs, leastRequests, planted }: RaceOptions): Promise<RaceCounts> {
  const ledger = new RenewalLedger();
  const sites = [await freeAddress(), await freeAddress()];
  let cookies = 0;
  let requests = 0;
  const balancer = await startFaultyProxy(sites, {
    requestDelayMs: () => ((requests += 1) % 40 === 0 ? 2000 : 0),
    answerDelayMs: () => Math.random() * longestAnswerDelayMs,
    isLost: (_, { headers }) => headers['set-cookie'] !== undefined && (cookies += 1) % 50 === 0,
  });
  const closing = [balancer.close];
  const stack = await startTemporaryStack({
    overrides: {
      PUBLIC_URL: balancer.url,
      CORS_ALLOWED_ORIGINS: balancer.url,
      JWT_ACCESS_TOKEN_LIFETIME: String(accessSeconds),
      JWT_REFRESH_GRACE: String(graceSeconds),
      ...(planted === 'without grace' ? { PYTHONPATH: plants, DJANGO_SETTINGS_MODULE: 'without_grace' } : {}),
    },
  });
  try {
    const { backend, web } = stack.processes;
    const firstUrl = stack.env['BACKEND_URL'] ?? '';
    const secondUrl = await freeAddress();
    const args = backend.args.map((arg) => (arg === new URL(firstUrl).port ? new URL(secondUrl).port : arg));
    const second = { ...backend, name: 'backend-2', args, readyUrl: `${secondUrl}/readyz` };
    await stack.supervisor.start(second);

    const isRenewal = (path: string | undefined) => path === '/api/auth/refresh/';
    let renewals = 0;
    const django = await startFaultyProxy(
      [firstUrl, secondUrl],
      {
        requestDelayMs: () => Math.random() * 100,
        answerDelayMs: () => 0,
        isLost: ({ url }) => isRenewal(url) && (renewals += 1) % 10 === 0,
      },
      ledger.note,
    );
    closing.push(django.close);

    const plant =
      planted === 'forgetful memory' ? { NODE_OPTIONS: `--import ${join(plants, 'forgetful-memory.mjs')}` } : {};
    for (const [index, site] of sites.entries()) {
      const env = { ...web.env, ...plant, PORT: new URL(site).port, BACKEND_URL: django.url };
      await stack.supervisor.start({ ...web, name: `web-${index + 1}`, env, readyUrl: `${site}/livez` });
    }

    const context = await browser.newContext({ baseURL: balancer.url });
    closing.push(() => void context.close());
    const first = await context.newPage();
    await first.goto('/sign-in');
    await signIn(first, 'demo-client');
    await first.getByRole('heading', { level: 1, name: 'Dashboard' }).waitFor();
    const pages = [first, ...(await Promise.all(Array.from({ length: tabs - 1 }, () => context.newPage())))];

    const endMs = Date.now() + lastsMs;
    const restart = async () => {
      await new Promise((resolve) => setTimeout(resolve, lastsMs / 2));
      await stack.supervisor.kill(second.name);
      await stack.supervisor.start(second);
    };
    const acting = Promise.all(pages.map((page) => actInTab(page, { endMs, leastRequests })));
    const [counts] = await Promise.all([acting, restart()]);
    await context.close();
    const sum = (name: keyof TabCounts) => counts.reduce((total, tab) => total + tab[name], 0);
    const { expiries, successorsPerExpiry, callsPerExpiry, lostAnswers, refused } = ledger;
    return {
      requests: sum('requests'),
      signedOut: sum('signedOut'),
      unauthorized: sum('unauthorized'),
      broken: sum('broken'),
      fewestRequestsOfATab: Math.min(...counts.map((tab) => tab.requests)),
      expiries,
      successorsPerExpiry,
      callsPerExpiry,
      lostAnswers,
      refused,
    };
  } finally {
    for (const close of closing) close();
    await stack.stop();
  }
}

async function freeAddress(): Promise<string> {
  return `http://127.0.0.1:${await freePort()}`;
}
