import { InfiniteQueryObserver, QueryClient, QueryObserver } from '@tanstack/react-query';
import { describe, expect, expectTypeOf, onTestFinished, test } from 'vitest';
import { contract, type Book, type BookPage } from '../../tests/books.ts';
import { answerError, answerJson, startServer, type Received } from '../../tests/test-server.ts';
import { createClient } from '../client.ts';
import { createQueries } from './queries.ts';
import { retry, retryDelay } from './retry.ts';

const example: Book = { id: '1', title: 'Sapiens', version: 3 };

async function start(handler: Parameters<typeof startServer>[0]) {
  const { baseUrl, received } = await startServer(handler);
  const queries = createQueries({ contract, client: createClient({ contract, baseUrl }) });
  const queryClient = new QueryClient();
  onTestFinished(() => {
    queryClient.clear();
  });
  return { queries, queryClient, received, addresses: () => received.map(({ url }: Received) => url) };
}

describe('a reading operation', () => {
  test('is read once for all that ask by the same arguments, whatever their order, and again when it is invalidated', async () => {
    const { queries, queryClient, addresses } = await start((_, response) => {
      answerJson(response, 200, { count: 0, next: null, results: [] });
    });
    const { listBooks } = queries.books;
    await queryClient.query(listBooks.options({ query: { page: 2, tag: 'a' } }));
    await queryClient.query(listBooks.options({ query: { tag: 'a', page: 2 }, timeoutMs: 1000 }));
    await queryClient.query(listBooks.options());
    expect(addresses()).toEqual(['/books/?page=2&tag=a', '/books/']);
    await queryClient.invalidateQueries({ queryKey: listBooks.key(), refetchType: 'all' });
    expect(addresses()).toHaveLength(4);
    await queryClient.invalidateQueries({
      queryKey: listBooks.key({ query: { page: 2, tag: 'a' } }),
      refetchType: 'all',
    });
    expect(addresses()).toHaveLength(5);
    await queryClient.invalidateQueries({ queryKey: queries.books.getBook.key(), refetchType: 'all' });
    expect(addresses()).toHaveLength(5);
  });

  test('ends its call when nobody looks any more', async () => {
    let onClose: () => void = () => undefined;
    const closed = new Promise<void>((resolve) => (onClose = resolve));
    const { queries, queryClient, received } = await start((_, response) => {
      response.once('close', onClose);
    });
    const options = queries.books.getBook.options({ params: { id: '1' } });
    const leave = new QueryObserver(queryClient, options).subscribe(() => undefined);
    await expect.poll(() => received.length).toBe(1);
    leave();
    await closed;
    expect(queryClient.getQueryState(options.queryKey)).toMatchObject({ status: 'pending', fetchStatus: 'idle' });
  });

  test.each([
    [503, 'server.unavailable', 3],
    [403, 'auth.permission_denied', 1],
    [404, 'http.not_found', 1],
  ])('that fails with %i is tried as often as it makes sense', { timeout: 15_000 }, async (status, code, times) => {
    const { queries, queryClient, received } = await start((_, response) => {
      answerError(response, status, code);
    });
    const options = queries.books.getBook.options({ params: { id: '1' } });
    const observer = new QueryObserver(queryClient, options);
    onTestFinished(observer.subscribe(() => undefined));
    await expect.poll(() => observer.getCurrentResult().error).toMatchObject({ status });
    expect(received).toHaveLength(times);
  });
});

describe('a list', () => {
  test('by numbers is read page after page, to the last one', async () => {
    const { queries, queryClient, addresses } = await start(({ url }, response) => {
      const next = url.includes('page=4') ? null : 'http://elsewhere/?page=9';
      answerJson(response, 200, { count: 3, next, results: [example] });
    });
    const options = queries.books.listBooks.pages({ query: { tag: 'a', page: 2 } });
    const observer = new InfiniteQueryObserver(queryClient, options);
    onTestFinished(observer.subscribe(() => undefined));
    await expect.poll(() => observer.getCurrentResult().isSuccess).toBe(true);
    await observer.fetchNextPage();
    const { data, hasNextPage } = await observer.fetchNextPage();
    expect(hasNextPage).toBe(false);
    expect(data?.pages).toHaveLength(3);
    expect(addresses()).toEqual(['/books/?tag=a&page=2', '/books/?tag=a&page=3', '/books/?tag=a&page=4']);
    const first = await queryClient.infiniteQuery({ ...queries.books.listBooks.pages(), pages: 2 });
    expect(first.pageParams).toEqual([null, 2]);
  });

  test('by cursors is read from the beginning, to the end', async () => {
    const { queries, queryClient, addresses } = await start(({ url }, response) => {
      answerJson(response, 200, { results: [example], next_cursor: url.includes('c-2') ? null : 'c-2' });
    });
    const { pages } = await queryClient.infiniteQuery({ ...queries.books.readFeed.pages(), pages: 5 });
    expect(pages).toHaveLength(2);
    expect(addresses()).toEqual(['/feed', '/feed?cursor=c-2']);
  });

  test('is kept apart from its single pages, and is invalidated with them', async () => {
    const { queries, queryClient, addresses } = await start((_, response) => {
      answerJson(response, 200, { count: 1, next: null, results: [example] });
    });
    await queryClient.query(queries.books.listBooks.options());
    await queryClient.infiniteQuery(queries.books.listBooks.pages());
    expect(addresses()).toHaveLength(2);
    await queryClient.invalidateQueries({ queryKey: queries.books.listBooks.key(), refetchType: 'all' });
    expect(addresses()).toHaveLength(4);
  });
});

test('a writing operation takes the arguments of its call', async () => {
  const { queries, queryClient, received } = await start((_, response) => {
    answerJson(response, 200, { ...example, version: 4 });
  });
  const mutation = queryClient.getMutationCache().build(queryClient, queries.books.updateBook.options());
  const answer = await mutation.execute({ params: { id: '1' }, body: { title: 'New' }, ifMatch: 3 });
  expect(answer).toEqual({ ...example, version: 4 });
  expect(received[0]).toMatchObject({ method: 'PATCH', url: '/books/1/', headers: { 'if-match': '"3"' } });
  expect(mutation.options.mutationKey).toEqual(queries.books.updateBook.key());
});

test('a client that lacks an operation of the contract is refused at once', () => {
  const client = createClient({ contract: { books: {} } });
  expect(() => createQueries({ contract, client: client as never })).toThrow('books.listBooks');
});

test('a pause before another attempt grows, within a bound, and follows what the service asked for', () => {
  expect([0, 1, 2, 9].map((count) => retryDelay(count, new Error('x')))).toEqual([500, 1000, 2000, 10_000]);
  expect(retry(0, new Error('A mistake of the program.'))).toBe(false);
});

test('types follow the contract', () => {
  const client = createClient({ contract });
  const { books } = createQueries({ contract, client });
  const queryClient = new QueryClient();
  expectTypeOf(() =>
    queryClient.query(books.getBook.options({ params: { id: '1' } })),
  ).returns.resolves.toEqualTypeOf<Book>();
  expectTypeOf(() => queryClient.infiniteQuery(books.listBooks.pages()))
    .returns.resolves.toHaveProperty('pages')
    .toEqualTypeOf<BookPage[]>();
  expectTypeOf(books.updateBook.options().mutationFn).returns.resolves.toEqualTypeOf<Book>();
  expectTypeOf(books.updateBook.options().mutationFn)
    .parameter(0)
    .toHaveProperty('body')
    .toEqualTypeOf<{ title: string }>();
  // @ts-expect-error -- the address needs its parameter
  expect(() => books.getBook.options()).not.toThrow();
  // @ts-expect-error -- a book is no list
  expect(books.getBook.pages).toBeDefined();
  // @ts-expect-error -- a change is not read
  expect(books.updateBook.pages).toBeUndefined();
  // @ts-expect-error -- there is no such filter
  expect(books.listBooks.options({ query: { colour: 'red' } })).toBeDefined();
});
