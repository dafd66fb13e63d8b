import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Principal } from '../auth/principal.ts';
import { RecentGrants } from './recent-grants.ts';
import type { Grant } from './topic-authority.ts';

const claims = { jti: 'j', iat: 1, exp: 2, token_type: 'access', user_id: 'ada' } as const;
const ada: Principal = { token: 'ada.token', claims };

function start(answer: () => Promise<readonly Grant[]> = () => Promise.resolve([{ requested: 'a_1', topic: 'a_1' }])) {
  const authorize = vi.fn(answer);
  return { authorize, recent: new RecentGrants({ authorize }, { maxAgeMs: 1000, maxAnswers: 3 }) };
}

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'] });
});
afterEach(() => {
  vi.useRealTimers();
});

test('the owner is asked once for what is asked together and within the moment, and again after it', async () => {
  const { authorize, recent } = start();
  const both = await Promise.all([recent.authorize(ada, ['a_1']), recent.authorize(ada, ['a_1'])]);
  expect(both).toEqual([[{ requested: 'a_1', topic: 'a_1' }], [{ requested: 'a_1', topic: 'a_1' }]]);
  vi.advanceTimersByTime(999);
  await recent.authorize(ada, ['a_1']);
  expect(authorize).toHaveBeenCalledTimes(1);
  vi.advanceTimersByTime(1);
  await recent.authorize(ada, ['a_1']);
  expect(authorize).toHaveBeenCalledTimes(2);
});

test.each([
  ['another token', { ...ada, token: 'other' }, ['a_1']],
  ['another topic', ada, ['a_2']],
  ['one topic more', ada, ['a_1', 'a_2']],
])('%s is asked for by itself', async (_, principal, topics) => {
  const { authorize, recent } = start();
  await recent.authorize(ada, ['a_1']);
  await recent.authorize(principal, topics);
  expect(authorize).toHaveBeenLastCalledWith(principal, topics);
  expect(authorize).toHaveBeenCalledTimes(2);
});

test('a refusal is remembered, a failure is not', async () => {
  const refusal: Grant[] = [{ requested: 'a_1', refused: 'auth.permission_denied' }];
  const { authorize, recent } = start(() => Promise.resolve(refusal));
  authorize.mockRejectedValueOnce(new Error('away'));
  await expect(recent.authorize(ada, ['a_1'])).rejects.toThrow('away');
  expect(await recent.authorize(ada, ['a_1'])).toEqual(refusal);
  expect(await recent.authorize(ada, ['a_1'])).toEqual(refusal);
  expect(authorize).toHaveBeenCalledTimes(2);
});

test('no more answers are kept than the bound, and none of a future that a clock set back has left', async () => {
  const { authorize, recent } = start();
  for (const topic of ['a_1', 'a_2', 'a_3', 'a_4', 'a_5']) await recent.authorize(ada, [topic]);
  expect(recent.size).toBe(3);
  vi.setSystemTime(Date.now() - 60_000);
  await recent.authorize(ada, ['a_5']);
  expect(authorize).toHaveBeenCalledTimes(6);
});
