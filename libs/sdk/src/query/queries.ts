import type { Contract, Operation, Operations } from '../contract/operation.ts';
import type { ArgumentsOf, DataOf, Services } from '../contract/service.ts';
import { partsOf, queryKey, type KeyArguments, type QueryKey } from './query-key.ts';
import { firstPage, nextPage, withPage, type IsPaged, type PageParameter } from './pages.ts';
import { retry, retryDelay } from './retry.ts';

/** What TanStack Query hands to a reading. */
interface ReadContext {
  readonly signal: AbortSignal;
}

/** Options of a query for any TanStack Query 5: `useQuery`, `createQuery`, `fetchQuery`, `QueryObserver`. */
export interface QueryOptions<Data> {
  queryKey: QueryKey;
  queryFn: (context: ReadContext) => Promise<Data>;
  staleTime: number;
  retry: typeof retry;
  retryDelay: typeof retryDelay;
}

/** The same for a list that is read page by page, as `useInfiniteQuery` and its kin take it. */
export interface PagesOptions<Data> {
  queryKey: QueryKey;
  queryFn: (context: ReadContext & { readonly pageParam: PageParameter }) => Promise<Data>;
  initialPageParam: PageParameter;
  getNextPageParam: typeof nextPage;
  staleTime: number;
  retry: typeof retry;
  retryDelay: typeof retryDelay;
}

/** Options of a mutation; its variables are the arguments of the call. */
export interface MutationOptions<Data, Arguments> {
  mutationKey: QueryKey;
  mutationFn: (args: Arguments) => Promise<Data>;
}

/** The arguments of a reading without its signal, which TanStack Query gives. */
type ReadArguments<Op extends Operation> = Omit<ArgumentsOf<Op>, 'signal'>;

type MayBeLeftOut<Arguments> = Partial<Arguments> extends Arguments ? [args?: Arguments] : [args: Arguments];

/** A reading operation. */
export interface Query<Op extends Operation> {
  /** Without arguments the key of every call of the operation. */
  key: (args?: Partial<ReadArguments<Op>>) => QueryKey;
  options: (...args: MayBeLeftOut<ReadArguments<Op>>) => QueryOptions<DataOf<Op>>;
}

/** A reading operation whose answers are pages. */
export interface PagedQuery<Op extends Operation> extends Query<Op> {
  /** The page of `args` is where it begins, else the first. */
  pages: (...args: MayBeLeftOut<ReadArguments<Op>>) => PagesOptions<DataOf<Op>>;
}

/** A writing operation. */
export interface Mutation<Op extends Operation> {
  key: () => QueryKey;
  options: () => MutationOptions<DataOf<Op>, ArgumentsOf<Op>>;
}

type FactoryOf<Op extends Operation> = Op['method'] extends 'GET'
  ? IsPaged<Op> extends true
    ? PagedQuery<Op>
    : Query<Op>
  : Mutation<Op>;

export type Queries<Of extends Contract> = {
  readonly [Service in keyof Of]: { readonly [Name in keyof Of[Service]]: FactoryOf<Of[Service][Name]> };
};

export interface QueriesOptions<Of extends Contract> {
  /** The same as the client's. */
  contract: Of;
  client: Services<Of>;
  /** How long what was read is shown without reading it again, in milliseconds. @default 30_000 */
  staleTimeMs?: number;
}

/**
 * Options for TanStack Query, made from a contract: for each reading operation those of a query, for a list those of its
 * pages, for every other operation those of a mutation. What is cached belongs to one person: give each of them a
 * `QueryClient` of their own, or clear it when the person changes.
 * @example
 * const queries = createQueries({ contract, client });
 * useQuery(queries.projects.getProject.options({ params: { project_id } }));
 * queryClient.invalidateQueries({ queryKey: queries.projects.listProjects.key() });
 */
export function createQueries<const Of extends Contract>(options: QueriesOptions<Of>): Queries<Of>;
export function createQueries(options: UntypedOptions): object {
  const { contract, client, staleTimeMs = 30_000 } = options;
  return Object.fromEntries(
    Object.entries(contract).map(([service, operations]) => {
      const methods = client[service] ?? {};
      return [service, factoriesOf(service, operations, methods, staleTimeMs)] as const;
    }),
  );
}

interface UntypedOptions {
  contract: Contract;
  client: Readonly<Record<string, Readonly<Record<string, UntypedMethod>>>>;
  staleTimeMs?: number;
}

type UntypedArguments = KeyArguments &
  Readonly<Record<string, unknown>> & { readonly query?: Readonly<Record<string, unknown>> };
type UntypedMethod = (args?: UntypedArguments) => Promise<unknown>;

function factoriesOf(
  service: string,
  operations: Operations,
  methods: Readonly<Record<string, UntypedMethod>>,
  staleTime: number,
): object {
  return Object.fromEntries(
    Object.entries(operations).map(([name, operation]) => {
      const method = methods[name];
      if (method === undefined) throw new TypeError(`The client has no operation ${service}.${name}.`);
      const factory =
        operation.method === 'GET'
          ? reading(service, name, method, staleTime)
          : { key: () => queryKey(service, name), options: () => writing(service, name, method) };
      return [name, factory] as const;
    }),
  );
}

function reading(service: string, name: string, method: UntypedMethod, staleTime: number): object {
  const common = { staleTime, retry, retryDelay };
  return {
    key: (args?: UntypedArguments) => queryKey(service, name, args),
    options: (args: UntypedArguments = {}) => ({
      ...common,
      queryKey: queryKey(service, name, args),
      queryFn: ({ signal }: ReadContext) => method({ ...args, signal }),
    }),
    pages: (args: UntypedArguments = {}) => {
      const { query = {} } = args;
      return {
        ...common,
        queryKey: [service, name, partsOf(args), 'pages'] as const,
        queryFn: ({ signal, pageParam }: ReadContext & { pageParam: PageParameter }) =>
          method({ ...args, query: withPage(query, pageParam), signal }),
        initialPageParam: firstPage(query),
        getNextPageParam: nextPage,
      };
    },
  };
}

function writing(service: string, name: string, method: UntypedMethod): object {
  return { mutationKey: queryKey(service, name), mutationFn: method };
}
