import type { Operation } from '../contract/operation.ts';
import type { ArgumentsOf, DataOf } from '../contract/service.ts';

/** A page of Django's lists, asked for by `page`, or of a feed, asked for by `cursor`. */
type Page = { readonly results: readonly unknown[] } & (
  { readonly next?: string | null | undefined } | { readonly next_cursor?: string | null | undefined }
);

type QueryOf<Op extends Operation> =
  ArgumentsOf<Op> extends { readonly query?: infer Query } ? NonNullable<Query> : never;

/** Whether the answers of an operation are pages. */
export type IsPaged<Op extends Operation> =
  Extract<keyof QueryOf<Op>, 'page' | 'cursor'> extends never ? false : DataOf<Op> extends Page ? true : false;

/** What names a page: its number or its cursor; null is where the list begins. */
export type PageParameter = number | string | null;

type Query = Readonly<Record<string, unknown>>;

/** The page that the caller begins with. */
export function firstPage({ page, cursor }: Query): PageParameter {
  const given = page ?? cursor;
  return typeof given === 'number' || typeof given === 'string' ? given : null;
}

export function withPage(query: Query, page: PageParameter): Query {
  if (page === null) return query;
  return typeof page === 'number' ? { ...query, page } : { ...query, cursor: page };
}

/** @returns undefined after the last page */
export function nextPage(answer: unknown, _: readonly unknown[], page: PageParameter): PageParameter | undefined {
  if (typeof answer !== 'object' || answer === null) return undefined;
  if ('next_cursor' in answer) return typeof answer.next_cursor === 'string' ? answer.next_cursor : undefined;
  if (!('next' in answer) || typeof answer.next !== 'string') return undefined;
  return typeof page === 'number' ? page + 1 : 2;
}
