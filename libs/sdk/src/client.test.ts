import { describe, expect, expectTypeOf, test, vi } from 'vitest';
import * as z from 'zod/mini';
import { collectGarbage } from '../tests/collect-garbage.ts';
import { answerError, answerJson, startServer } from '../tests/test-server.ts';
import { createClient } from './client.ts';
import { toResult } from './core/result.ts';
import { ContractError } from './errors/contract-error.ts';
import { HttpError } from './errors/http-error.ts';
import { NetworkError } from './errors/network-error.ts';
import { TimeoutError } from './errors/timeout-error.ts';

interface Book {
  id: string;
  title: string;
  version: number;
}
const book: z.ZodMiniType<Book> = z.looseObject({ id: z.string(), title: z.string(), version: z.int() });
const example: Book = { id: 'b 1', title: 'Sapiens', version: 3 };

const books = {
  listBooks: {
    method: 'GET',
    path: '/api/books/',
    query: z.object({ page: z.optional(z.number()), tag: z.optional(z.array(z.string())) }),
    responses: { 200: z.array(book) },
    metadata: { operationId: 'list_books' },
  },
  getBook: {
    method: 'GET',
    path: '/api/books/:id/',
    pathParams: z.object({ id: z.string() }),
    responses: { 200: book, 404: z.unknown() },
    metadata: { operationId: 'get_book' },
  },
  updateBook: {
    method: 'PATCH',
    path: '/api/books/:id/',
    pathParams: z.object({ id: z.string() }),
    body: z.object({ title: z.string() }),
    responses: { 200: book },
    metadata: { operationId: 'update_book' },
  },
  deleteBook: {
    method: 'DELETE',
    path: '/api/books/:id/',
    pathParams: z.object({ id: z.string() }),
    responses: { 204: null },
    metadata: { operationId: 'delete_book' },
  },
} as const;

describe('a typed call', () => {
  test('fills the path and the query, and resolves to the checked data', async () => {
    const { baseUrl, received } = await startServer((request, response) => {
      answerJson(response, 200, request.url.includes('?') ? [example] : { ...example, shelf: 4 });
    });
    const client = createClient({ contract: { books }, baseUrl: `${baseUrl}/` });
    expect(await client.books.listBooks({ query: { page: 2, tag: ['a&b', 'c'] } })).toEqual([example]);
    expect(await client.books.getBook({ params: { id: 'b 1/ü' } })).toEqual({ ...example, shelf: 4 });
    expect(received.map(({ url }) => url)).toEqual([
      '/api/books/?page=2&tag=a%26b&tag=c',
      '/api/books/b%201%2F%C3%BC/',
    ]);
  });

  test('sends JSON, the version and the idempotency key, and an id for the request', async () => {
    const { baseUrl, received } = await startServer((_, response) => {
      answerJson(response, 200, example);
    });
    const client = createClient({ contract: { books }, baseUrl });
    await client.books.updateBook({ params: { id: '1' }, body: { title: 'Ü' }, ifMatch: 3, idempotencyKey: 'k-1' });
    const [request] = received;
    expect(request?.body).toBe('{"title":"Ü"}');
    expect(request?.headers).toMatchObject({
      'content-type': 'application/json',
      'if-match': '"3"',
      'idempotency-key': 'k-1',
    });
    expect(request?.headers['x-request-id']).toMatch(/^[0-9a-f-]{36}$/);
    expect(request?.headers.authorization).toBeUndefined();
  });

  test('resolves to undefined for an empty answer', async () => {
    const { baseUrl } = await startServer((_, response) => response.writeHead(204).end());
    const client = createClient({ contract: { books }, baseUrl });
    await expect(client.books.deleteBook({ params: { id: '1' } })).resolves.toBeUndefined();
  });

  test('has the types of the contract', () => {
    const client = createClient({ contract: { books }, baseUrl: 'http://localhost' });
    expectTypeOf(client.books.getBook).parameter(0).toExtend<{ params: { id: string } }>();
    expectTypeOf(client.books.getBook).returns.resolves.toEqualTypeOf<Book>();
    expectTypeOf(client.books.listBooks).parameter(0).extract<undefined>().toEqualTypeOf<undefined>();
    expectTypeOf(client.books.deleteBook).returns.resolves.toEqualTypeOf<undefined>();
    // @ts-expect-error the operation has a required parameter
    expectTypeOf(client.books.getBook).toBeCallableWith();
    // @ts-expect-error the body's title is text
    expectTypeOf(client.books.updateBook).toBeCallableWith({ params: { id: '1' }, body: { title: 1 } });
    expectTypeOf(client.books).not.toHaveProperty('burnBook');
  });

  test.each([[''], ['.'], ['..']])('never leaves its address for the id %j', async (id) => {
    const client = createClient({ contract: { books }, baseUrl: 'http://127.0.0.1:1' });
    await expect(client.books.getBook({ params: { id } })).rejects.toThrow(TypeError);
  });

  test('a body that this client cannot send as the contract says is refused, not sent as something else', async () => {
    const upload = { ...books.updateBook, contentType: 'multipart/form-data' } as const;
    const client = createClient({ contract: { books: { upload } }, baseUrl: 'http://127.0.0.1:1' });
    const call = client.books.upload({ params: { id: '1' }, body: { title: 'x' } });
    await expect(call).rejects.toThrow('cannot send a body of multipart/form-data');
  });

  test('a contract with a service named request is refused at once', () => {
    expect(() => createClient({ contract: { request: books } })).toThrow('cannot be named "request"');
  });
});

describe('a failed call', () => {
  test.each([
    ['an answer of another shape', '{"id":"1","title":7,"version":1}', 200, 'at title'],
    ['an answer that is no JSON', '<html>', 200, 'not JSON'],
    ['a status that the contract does not know', '{}', 202, 'answered with 202'],
  ])('is a contract error for %s', async (_, body, status, message) => {
    const { baseUrl } = await startServer((__, response) => response.writeHead(status).end(body));
    const client = createClient({ contract: { books }, baseUrl });
    const error = await client.books.getBook({ params: { id: '1' } }).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(ContractError);
    expect(error).toMatchObject({
      category: 'contract',
      retryable: false,
      call: { operation: 'get_book', path: '/api/books/:id/' },
    });
    expect(String(error)).toContain(message);
  });

  test('carries code, fields and the id under which the service logged it', async () => {
    const { baseUrl } = await startServer((_, response) => {
      const envelope = {
        error: { title: ['Too long.'] },
        status_code: 400,
        code: 'validation.failed',
        message: 'Some values are not valid.',
        request_id: 'r-7',
      };
      answerJson(response, 400, envelope, { 'X-Request-ID': 'r-7' });
    });
    const client = createClient({ contract: { books }, baseUrl });
    const result = await toResult(client.books.updateBook({ params: { id: '1' }, body: { title: '' } }));
    expect(result).toMatchObject({ data: null, status: 'error', message: 'Some values are not valid.' });
    expect(result.error).toMatchObject({
      category: 'validation',
      code: 'validation.failed',
      fields: { title: ['Too long.'] },
      call: { requestId: 'r-7' },
    });
  });

  test('is a network error when nothing listens, and when the connection is lost half-way', async () => {
    const { baseUrl } = await startServer((_, response) => {
      response.writeHead(200, { 'Content-Length': '100' }).write('{"id"');
      response.socket?.destroy();
    });
    for (const address of [baseUrl, 'http://127.0.0.1:1']) {
      const client = createClient({ contract: { books }, baseUrl: address });
      const error = await client.books.getBook({ params: { id: '1' } }).catch((reason: unknown) => reason);
      expect(error).toBeInstanceOf(NetworkError);
      expect(error).toMatchObject({ retryable: true, category: 'network' });
    }
  });

  test('is a timeout when the body does not come in time', async () => {
    const { baseUrl } = await startServer((_, response) => void response.writeHead(200).write('{'));
    const client = createClient({ contract: { books }, baseUrl, timeoutMs: 60 });
    await expect(client.books.getBook({ params: { id: '1' } })).rejects.toBeInstanceOf(TimeoutError);
  });

  test('is a timeout also when memory is collected after the head has come', async () => {
    const { baseUrl } = await startServer((_, response) => void response.writeHead(200).write('{'));
    const client = createClient({ contract: { books }, baseUrl, timeoutMs: 300 });
    collectGarbage();
    await expect(client.books.getBook({ params: { id: '1' } })).rejects.toBeInstanceOf(TimeoutError);
  });

  test('rejects with the caller’s reason when the caller gives up, also as a result', async () => {
    const { baseUrl } = await startServer(() => undefined);
    const client = createClient({ contract: { books }, baseUrl });
    const reason = new Error('changed my mind');
    await expect(
      toResult(client.books.getBook({ params: { id: '1' }, signal: AbortSignal.abort(reason) })),
    ).rejects.toBe(reason);
  });

  test.each(['//evil.example/api/', 'https://evil.example/', '.evil.example/', 'api/notes/', '', '/\\evil.example/'])(
    'a call by the address %j is refused: it would leave the service with the token',
    async (address) => {
      for (const baseUrl of ['', 'http://127.0.0.1:1']) {
        const fetch = vi.fn(() => Promise.resolve(new Response('{}')));
        const client = createClient({ contract: { books }, baseUrl, fetch });
        await expect(client.request(address)).rejects.toThrow(TypeError);
        expect(fetch).not.toHaveBeenCalled();
      }
    },
  );

  test('a failed call by address names no query: it may hold what no log should', async () => {
    const { baseUrl } = await startServer((_, response) => {
      answerError(response, 409, 'http.conflict');
    });
    const client = createClient({ contract: { books }, baseUrl });
    await expect(client.request('/api/anything/?secret=1')).rejects.toMatchObject({
      call: { path: '/api/anything/' },
    });
  });

  test('a call by address has the same errors', async () => {
    const { baseUrl } = await startServer((_, response) => {
      answerError(response, 409, 'http.conflict');
    });
    const client = createClient({ contract: { books }, baseUrl });
    await expect(client.request('/api/anything/', { method: 'POST', body: { a: 1 } })).rejects.toBeInstanceOf(
      HttpError,
    );
  });
});
