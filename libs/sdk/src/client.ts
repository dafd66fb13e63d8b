import type { TokenSource } from './auth/token-source.ts';
import { isPublic, unsupportedPart, type Contract, type Operation, type Operations } from './contract/operation.ts';
import type { Services } from './contract/service.ts';
import { validateAnswer } from './contract/validate.ts';
import { performCall, type Call, type CallEnvironment } from './core/call.ts';
import type { Answer, Fetch } from './core/exchange.ts';

export interface ClientOptions<Of extends Contract> {
  /** The services to call: an object of the modules that `throughline sync` made, by the name each shall have here. */
  contract: Of;
  /**
   * Where the services are: origin, or origin and prefix. Empty in a browser means the page's own origin.
   * @default ''
   */
  baseUrl?: string;
  /** The signed-in person; without it every call goes without a token. */
  tokens?: TokenSource;
  /**
   * For a whole call, in milliseconds.
   * @default 30_000
   */
  timeoutMs?: number;
  /** @default globalThis.fetch */
  fetch?: Fetch;
}

/** A call by address, for what no contract describes. */
export type RequestOptions = Omit<Call, 'operation' | 'method' | 'path'> & { method?: string };

export type Client<Of extends Contract> = Services<Of> & {
  /** Sends any request with the same tokens, ids, limits and errors; its answer is not checked. */
  request: (path: string, options?: RequestOptions) => Promise<Answer>;
};

/**
 * A client for a contract: one function for each operation, which resolves to the checked data of a successful answer and
 * rejects with an `SdkError` otherwise.
 * @throws {TypeError} when a service has the name `request`
 * @example
 * const client = createClient({ contract: { projects }, baseUrl: 'https://example.org', tokens });
 * const page = await client.projects.listProjects({ query: { page: 2 } });
 */
export function createClient<const Of extends Contract>(options: ClientOptions<Of>): Client<Of>;
export function createClient(options: ClientOptions<Contract>): object {
  const { contract, baseUrl = '', tokens, timeoutMs = 30_000 } = options;
  if ('request' in contract)
    throw new TypeError('A service cannot be named "request": the client has a method of that name.');
  const environment: CallEnvironment = {
    baseUrl: baseUrl.replace(/\/+$/, ''),
    // Looked up at each call, so that what patches `fetch` later (instrumentation) is used.
    fetch: options.fetch ?? ((input, init) => globalThis.fetch(input, init)),
    tokens,
    timeoutMs,
  };
  const services = Object.fromEntries(
    Object.entries(contract).map(([name, operations]) => [name, service(operations, environment)] as const),
  );
  const request = (path: string, requestOptions: RequestOptions = {}) =>
    performCall({ ...requestOptions, operation: undefined, method: requestOptions.method ?? 'GET', path }, environment);
  return { ...services, request };
}

type UntypedArguments = Omit<Call, 'operation' | 'method' | 'path' | 'public'>;
type UntypedMethod = (args?: UntypedArguments) => Promise<unknown>;

function service(operations: Operations, environment: CallEnvironment): Readonly<Record<string, UntypedMethod>> {
  return Object.fromEntries(
    Object.entries(operations).map(([name, operation]) => [name, method(operation, environment)] as const),
  );
}

function method(operation: Operation, environment: CallEnvironment): UntypedMethod {
  const identity = { operation: operation.metadata.operationId, method: operation.method, path: operation.path };
  const unsupported = unsupportedPart(operation);
  const withoutToken = isPublic(operation);
  return async (args = {}) => {
    if (unsupported !== undefined)
      throw new TypeError(`${identity.operation}: this client cannot send ${unsupported}. Use client.request().`);
    const answer = await performCall({ ...args, ...identity, public: withoutToken }, environment);
    const requestId = answer.headers.get('X-Request-ID') ?? '';
    return validateAnswer(operation, answer, { ...identity, requestId });
  };
}
