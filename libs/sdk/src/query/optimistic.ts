/** The part of TanStack Query's client that is used. */
export interface OptimisticQueryClient<Data> {
  cancelQueries: (filters: { queryKey: readonly unknown[]; exact: true }) => Promise<unknown>;
  getQueryData: (queryKey: readonly unknown[]) => Data | undefined;
  setQueryData: (queryKey: readonly unknown[], data: unknown) => unknown;
  invalidateQueries: (filters: { queryKey: readonly unknown[]; exact: true }) => Promise<unknown>;
}

export interface OptimisticOptions<Data, Arguments, Answer> {
  queryKey: readonly unknown[];
  /** What the data will be when the call succeeds. */
  apply: (data: Data, args: Arguments) => Data;
  /** What they are once it has. Without it the query is read again when nothing is under way. */
  commit?: (data: Data, answer: Answer, args: Arguments) => Data;
}

interface Pending<Arguments> {
  readonly args: Arguments;
}

/**
 * A mutation's callbacks that show its effect on a query at once and take it back when it fails. Any number may be under way:
 * the data are always what is known with all pending changes on it, so that a failure takes back its own change alone.
 * @example
 * const rename = optimistic<Task, RenameArguments, Task>(queryClient, { queryKey, apply, commit: (_, task) => task });
 * useMutation({ ...queries.projects.updateTask.options(), ...rename.callbacks });
 */
export function optimistic<Data, Arguments, Answer>(
  queryClient: OptimisticQueryClient<Data>,
  { queryKey, apply, commit }: OptimisticOptions<Data, Arguments, Answer>,
) {
  /** Without the pending changes; undefined while there are none. */
  let base: { data: Data } | undefined;
  let pending: readonly Pending<Arguments>[] = [];

  function show(): void {
    if (base !== undefined)
      queryClient.setQueryData(
        queryKey,
        pending.reduce((data, { args }) => apply(data, args), base.data),
      );
  }

  function settle(change: Pending<Arguments> | undefined): void {
    pending = pending.filter((other) => other !== change);
    show();
    if (pending.length > 0) return;
    base = undefined;
    if (commit === undefined) void queryClient.invalidateQueries({ queryKey, exact: true });
  }

  return {
    /** Changes what is known, as an event does, whether or not something is under way. */
    update(change: (data: Data) => Data): void {
      const known = base?.data ?? queryClient.getQueryData(queryKey);
      if (known === undefined) return;
      const data = change(known);
      if (base === undefined) queryClient.setQueryData(queryKey, data);
      else base = { data };
      show();
    },
    callbacks: {
      onMutate: async (args: Arguments): Promise<Pending<Arguments>> => {
        // A reading that is under way knows nothing of the change, and would undo it.
        await queryClient.cancelQueries({ queryKey, exact: true });
        const known = queryClient.getQueryData(queryKey);
        if (known !== undefined) base ??= { data: known };
        const change = { args };
        pending = [...pending, change];
        show();
        return change;
      },
      onSuccess: (answer: Answer, args: Arguments, change: Pending<Arguments>): void => {
        if (base !== undefined && commit !== undefined) base = { data: commit(base.data, answer, args) };
        settle(change);
      },
      onError: (_: unknown, __: Arguments, change: Pending<Arguments> | undefined): void => {
        settle(change);
      },
    },
  };
}
