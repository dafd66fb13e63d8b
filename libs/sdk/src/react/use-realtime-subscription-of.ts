import { useEffect } from 'react';
import type { RealtimeClient } from '../realtime/realtime-client.ts';
import { useLatest } from './use-latest.ts';

export interface SubscriptionOptions<Event extends { readonly type: string }, Type extends Event['type']> {
  /** A topic or an alias; undefined subscribes to nothing. */
  topic: string | undefined;
  onEvent: (event: Extract<Event, { readonly type: Type }>) => void;
  /** Read the state, again: when the subscription begins, and whenever something was missed. */
  onReset?: () => void;
  /** In place of `onReset` where the gateway sends the state. */
  onSnapshot?: (state: unknown, position: string) => void;
  /** @param code of the error table */
  onRefused?: (code: string) => void;
}

export function useRealtimeSubscriptionOf<Event extends { readonly type: string }, Type extends Event['type']>(
  realtime: RealtimeClient<Event>,
  types: Type | readonly Type[] | '*',
  options: SubscriptionOptions<Event, Type>,
): void {
  const { topic } = options;
  const takesSnapshots = options.onSnapshot !== undefined;
  const latest = useLatest({ types, options });
  useEffect(() => {
    if (topic === undefined) return undefined;
    const isWanted = (event: Event): event is Extract<Event, { readonly type: Type }> => {
      const wanted: string | readonly string[] = latest.current.types;
      return typeof wanted === 'string' ? wanted === '*' || wanted === event.type : wanted.includes(event.type);
    };
    return realtime.subscribe({
      topic,
      onEvent: (event) => {
        if (isWanted(event)) latest.current.options.onEvent(event);
      },
      onReset: () => latest.current.options.onReset?.(),
      onRefused: (code) => latest.current.options.onRefused?.(code),
      ...(takesSnapshots && {
        onSnapshot: (state: unknown, position: string) => latest.current.options.onSnapshot?.(state, position),
      }),
    });
  }, [realtime, topic, takesSnapshots, latest]);
}
