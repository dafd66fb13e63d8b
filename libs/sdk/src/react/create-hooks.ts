import { createContext, createElement, useContext, type ReactElement, type ReactNode } from 'react';
import type { RealtimeClient } from '../realtime/realtime-client.ts';
import type { Auth, AuthState, UserWithRole } from './auth.ts';
import { useAuthOf } from './use-auth-of.ts';
import { useOptimisticMutation } from './use-optimistic-mutation.ts';
import { useRealtimeSubscriptionOf, type SubscriptionOptions } from './use-realtime-subscription-of.ts';
import { useRealtimeSyncOf, type RealtimeSync } from './use-realtime-sync-of.ts';

/** What the hooks work with; its parts stay the same as long as the person does. */
export interface Services<Event, User, Credentials> {
  realtime: RealtimeClient<Event>;
  /** Needed by `useAuth` alone. */
  auth?: Auth<User, Credentials>;
}

export interface Hooks<Event extends { readonly type: string }, User, Credentials> {
  /** Makes the services known to the hooks below it. Stands inside of TanStack Query's own provider. */
  Provider: (props: { services: Services<Event, User, Credentials>; children?: ReactNode }) => ReactElement;
  useAuth: () => AuthState<User, Credentials>;
  /** The same under the name that existing pages use. */
  useDjangoAuth: () => AuthState<User, Credentials>;
  /**
   * Events of a topic while the component is there: of one type, of several, or with `*` of all. What is given may change
   * with each rendering; only another topic is another subscription.
   */
  useRealtimeSubscription: <Type extends Event['type']>(
    types: Type | readonly Type[] | '*',
    options: SubscriptionOptions<Event, Type>,
  ) => void;
  useRealtimeSync: () => RealtimeSync;
  useOptimisticMutation: typeof useOptimisticMutation;
}

/**
 * The hooks of an app, with the types of its events and its people.
 * @example export const { Provider, useAuth, useRealtimeSubscription } = createHooks<AnyEvent, User, Credentials>();
 */
export function createHooks<
  Event extends { readonly type: string },
  User extends UserWithRole,
  Credentials = never,
>(): Hooks<Event, User, Credentials> {
  const context = createContext<Services<Event, User, Credentials> | undefined>(undefined);
  function useServices(): Services<Event, User, Credentials> {
    const services = useContext(context);
    if (services === undefined) throw new TypeError('This hook needs the Provider of its `createHooks` above it.');
    return services;
  }
  const useAuth = () => {
    const { auth, realtime } = useServices();
    if (auth === undefined) throw new TypeError('useAuth needs the service `auth` of the Provider.');
    return useAuthOf(auth, realtime);
  };
  return {
    Provider: ({ services, children }) => createElement(context.Provider, { value: services }, children),
    useAuth,
    useDjangoAuth: useAuth,
    useRealtimeSubscription: (types, options) => {
      useRealtimeSubscriptionOf(useServices().realtime, types, options);
    },
    useRealtimeSync: () => useRealtimeSyncOf(useServices().realtime),
    useOptimisticMutation,
  };
}
