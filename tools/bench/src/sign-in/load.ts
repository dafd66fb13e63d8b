import * as z from 'zod';

export const password = 'analytical-engine-of-1837';
/** One for each client that asks at the same time. */
export const people: readonly string[] = ['ada', 'grace', 'edsger', 'barbara'];

const renewalsOfAClient = 100;
const signInsOfAClient = 10;

const pairSchema = z.object({ access: z.string(), refresh: z.string() });
const cpuSchema = z.object({ cpu_ms: z.number() });

export interface Cost {
  /** Of the server, for a request. */
  cpuMs: number;
  perSecond: number;
}

export function measureSignIns(url: string): Promise<Cost> {
  return measure(url, signInsOfAClient, async (username) => {
    for (let count = 0; count < signInsOfAClient; count += 1) await signIn(url, username);
  });
}

/** Each token once, as a client does that is alone with its session. */
export async function measureRenewals(url: string): Promise<Cost> {
  const pairs = new Map(await Promise.all(people.map(async (name) => [name, await signIn(url, name)] as const)));
  return measure(url, renewalsOfAClient, async (username) => {
    let refresh = pairs.get(username)?.refresh ?? '';
    for (let count = 0; count < renewalsOfAClient; count += 1)
      ({ refresh } = pairSchema.parse(await post(`${url}/api/auth/refresh/`, { refresh })));
  });
}

async function signIn(url: string, username: string) {
  return pairSchema.parse(await post(`${url}/api/auth/login/`, { username, password }));
}

async function measure(url: string, countOfAClient: number, act: (username: string) => Promise<void>): Promise<Cost> {
  const count = countOfAClient * people.length;
  const before = await cpuMs(url);
  const startedAt = performance.now();
  await Promise.all(people.map(act));
  const seconds = (performance.now() - startedAt) / 1000;
  return { cpuMs: ((await cpuMs(url)) - before) / count, perSecond: count / seconds };
}

async function cpuMs(url: string): Promise<number> {
  return cpuSchema.parse(await (await fetch(`${url}/cpu/`)).json()).cpu_ms;
}

async function post(url: string, body: object): Promise<unknown> {
  const headers = { 'Content-Type': 'application/json' };
  const answer = await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) });
  if (!answer.ok) throw new Error(`${url} answered ${answer.status}: ${await answer.text()}`);
  return answer.json();
}
