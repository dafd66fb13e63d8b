import * as z from 'zod/mini';

export interface Book {
  id: string;
  title: string;
  version: number;
}

const book: z.ZodMiniType<Book> = z.looseObject({ id: z.string(), title: z.string(), version: z.int() });

export interface BookPage {
  count: number;
  next: string | null;
  results: Book[];
}
const bookPage: z.ZodMiniType<BookPage> = z.object({
  count: z.int(),
  next: z.nullable(z.string()),
  results: z.array(book),
});

export interface Feed {
  results: Book[];
  next_cursor: string | null;
}
const feed: z.ZodMiniType<Feed> = z.object({ results: z.array(book), next_cursor: z.nullable(z.string()) });

/** A contract as `throughline sync` makes it, with both forms of lists. */
export const contract = {
  books: {
    listBooks: {
      method: 'GET',
      path: '/books/',
      query: z.object({ page: z.optional(z.number()), tag: z.optional(z.string()) }),
      responses: { 200: bookPage },
      metadata: { operationId: 'list_books' },
    },
    readFeed: {
      method: 'GET',
      path: '/feed',
      query: z.object({ cursor: z.optional(z.string()) }),
      responses: { 200: feed },
      metadata: { operationId: 'read_feed' },
    },
    getBook: {
      method: 'GET',
      path: '/books/:id/',
      pathParams: z.object({ id: z.string() }),
      responses: { 200: book },
      metadata: { operationId: 'get_book' },
    },
    updateBook: {
      method: 'PATCH',
      path: '/books/:id/',
      pathParams: z.object({ id: z.string() }),
      body: z.object({ title: z.string() }),
      responses: { 200: book },
      metadata: { operationId: 'update_book' },
    },
  },
} as const;
