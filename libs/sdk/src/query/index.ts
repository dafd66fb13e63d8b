/** Options for TanStack Query 5 in any framework, made from a contract. Brings no run-time part of TanStack Query. */
export { optimistic, type OptimisticOptions, type OptimisticQueryClient } from './optimistic.ts';
export {
  createQueries,
  type Mutation,
  type MutationOptions,
  type PagedQuery,
  type PagesOptions,
  type Queries,
  type QueriesOptions,
  type Query,
  type QueryOptions,
} from './queries.ts';
export { queryKey, type KeyArguments, type QueryKey } from './query-key.ts';
export { retry, retryDelay } from './retry.ts';
