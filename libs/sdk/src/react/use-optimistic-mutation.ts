import { useMutation, useMutationState, type UseMutationOptions, type UseMutationResult } from '@tanstack/react-query';
import { useMemo } from 'react';

export interface OptimisticMutationOptions<Shown, Answer, Arguments> extends UseMutationOptions<
  Answer,
  Error,
  Arguments
> {
  /** Unique to what is shown: mutations of this key are taken to be changes of it. */
  mutationKey: readonly unknown[];
  /** Whether a value is what `mutate` takes: the memory of mutations knows no types. */
  isArguments: (value: unknown) => value is Arguments;
  /** What is known. */
  data: Shown;
  /** What it will be when the call succeeds. */
  apply: (data: Shown, args: Arguments) => Shown;
}

export interface OptimisticMutation<Shown, Answer, Arguments> {
  /** What is known with every change on it that is under way; a failed one is no longer on it. */
  data: Shown;
  /** In the order in which they were made. */
  pending: readonly Arguments[];
  mutate: UseMutationResult<Answer, Error, Arguments>['mutate'];
}

/**
 * Shows a mutation's effect at once. Nothing is written to the cache before the call has succeeded, so that nothing has to be
 * taken back: let `onSuccess` write what the answer tells, it runs before the change stops being shown.
 */
export function useOptimisticMutation<Shown, Answer, Arguments>(
  options: OptimisticMutationOptions<Shown, Answer, Arguments>,
): OptimisticMutation<Shown, Answer, Arguments> {
  const { data, apply, isArguments, ...mutation } = options;
  const { mutate } = useMutation(mutation);
  const variables = useMutationState({
    filters: { mutationKey: [...mutation.mutationKey], status: 'pending', exact: true },
    select: ({ state }) => state.variables,
  });
  const pending = useMemo(() => variables.filter(isArguments), [variables, isArguments]);
  const shown = useMemo(() => pending.reduce(apply, data), [pending, apply, data]);
  return { data: shown, pending, mutate };
}
