import { MutationObserver, QueryClient } from '@tanstack/react-query';
import { describe, expect, onTestFinished, test } from 'vitest';
import { optimistic } from './optimistic.ts';

interface Rename {
  id: string;
  title: string;
}
type Titles = Readonly<Record<string, string>>;

const queryKey = ['titles'];

/** Renames whose answers the test gives. */
function start({ commits = true, isRead = true } = {}) {
  const queryClient = new QueryClient();
  onTestFinished(() => {
    queryClient.clear();
  });
  if (isRead) queryClient.setQueryData<Titles>(queryKey, { a: 'A', b: 'B' });
  const change = optimistic<Titles, Rename, string>(queryClient, {
    queryKey,
    apply: (titles, { id, title }) => ({ ...titles, [id]: title }),
    ...(commits && { commit: (titles, answer, { id }) => ({ ...titles, [id]: answer }) }),
  });
  const answers = new Map<string, { resolve: (title: string) => void; reject: (error: Error) => void }>();
  const rename = (id: string, title: string) => {
    const observer = new MutationObserver(queryClient, {
      mutationFn: (given: Rename) =>
        new Promise<string>((resolve, reject) => answers.set(given.title, { resolve, reject })),
      ...change.callbacks,
    });
    return observer.mutate({ id, title }).catch((error: unknown) => error);
  };
  const answer = async (title: string) => {
    await expect.poll(() => answers.has(title)).toBe(true);
    return answers.get(title);
  };
  return { queryClient, change, rename, answer, titles: () => queryClient.getQueryData(queryKey) };
}

describe('a change that is under way', () => {
  test('shows at once, and is replaced by what the answer says', async () => {
    const { rename, answer, titles } = start();
    const done = rename('a', 'AA');
    const { resolve } = (await answer('AA')) ?? {};
    expect(titles()).toEqual({ a: 'AA', b: 'B' });
    resolve?.('Aa');
    await done;
    expect(titles()).toEqual({ a: 'Aa', b: 'B' });
  });

  test('is taken back when it fails, and the others stay', async () => {
    const { rename, answer, titles } = start();
    const [first, second] = [rename('a', 'AA'), rename('b', 'BB')];
    const third = rename('a', 'AAA');
    await answer('AAA');
    expect(titles()).toEqual({ a: 'AAA', b: 'BB' });
    (await answer('AA'))?.reject(new Error('no'));
    await first;
    expect(titles()).toEqual({ a: 'AAA', b: 'BB' });
    (await answer('AAA'))?.reject(new Error('no'));
    await third;
    expect(titles()).toEqual({ a: 'A', b: 'BB' });
    (await answer('BB'))?.resolve('BB');
    await second;
    expect(titles()).toEqual({ a: 'A', b: 'BB' });
  });

  test('does not lose what an event told meanwhile, whether it then fails or not', async () => {
    const { rename, answer, titles, change } = start();
    const done = rename('a', 'AA');
    await answer('AA');
    change.update((known) => ({ ...known, b: 'from elsewhere' }));
    expect(titles()).toEqual({ a: 'AA', b: 'from elsewhere' });
    (await answer('AA'))?.reject(new Error('no'));
    await done;
    expect(titles()).toEqual({ a: 'A', b: 'from elsewhere' });
    change.update((known) => ({ ...known, a: 'later' }));
    expect(titles()).toEqual({ a: 'later', b: 'from elsewhere' });
  });

  test('has the query read again, once, when the answer does not say what came of it', async () => {
    const { rename, answer, queryClient } = start({ commits: false });
    const all = [rename('a', 'AA'), rename('b', 'BB')];
    (await answer('AA'))?.resolve('AA');
    await all[0];
    expect(queryClient.getQueryState(queryKey)?.isInvalidated).toBe(false);
    (await answer('BB'))?.reject(new Error('no'));
    await all[1];
    expect(queryClient.getQueryState(queryKey)?.isInvalidated).toBe(true);
  });

  test('stops a reading that knows nothing of it', async () => {
    const { rename, answer, titles, queryClient } = start();
    const reading = queryClient
      .query({
        queryKey,
        queryFn: () => new Promise((resolve) => setTimeout(resolve, 50, { a: 'old', b: 'old' })),
      })
      .catch((error: unknown) => error);
    const done = rename('a', 'AA');
    await reading;
    (await answer('AA'))?.resolve('AA');
    await done;
    expect(titles()).toEqual({ a: 'AA', b: 'B' });
  });

  test('of something that was never read changes nothing', async () => {
    const { rename, answer, titles, change } = start({ isRead: false });
    const done = rename('a', 'AA');
    (await answer('AA'))?.resolve('AA');
    await done;
    change.update((known) => ({ ...known, b: 'B' }));
    expect(titles()).toBeUndefined();
  });
});
