/** What a call is about: the parts of its arguments that decide what is answered. */
export interface KeyArguments {
  readonly params?: unknown;
  readonly query?: unknown;
}

/**
 * `[service]`, `[service, operation]` or `[service, operation, {params, query}]`: each begins with the one before it, so that
 * invalidating a key reaches all that is below it.
 */
export type QueryKey =
  | readonly [service: string]
  | readonly [service: string, operation: string]
  | readonly [service: string, operation: string, args: KeyArguments]
  | readonly [service: string, operation: string, args: KeyArguments, form: 'pages'];

/** The key of a call; arguments that only say how it is sent (`signal`, `timeoutMs`) are no part of it. */
export function queryKey(service: string, operation?: string, args?: KeyArguments): QueryKey {
  if (operation === undefined) return [service];
  return args === undefined ? [service, operation] : [service, operation, partsOf(args)];
}

export function partsOf({ params, query }: KeyArguments): KeyArguments {
  return { ...(params === undefined ? {} : { params }), ...(query === undefined ? {} : { query }) };
}
