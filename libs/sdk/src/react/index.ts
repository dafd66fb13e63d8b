/** React hooks over the client, its live events and TanStack Query 5. */
export { type Auth, type AuthState, type UserWithRole } from './auth.ts';
export { createHooks, type Hooks, type Services } from './create-hooks.ts';
export {
  useOptimisticMutation,
  type OptimisticMutation,
  type OptimisticMutationOptions,
} from './use-optimistic-mutation.ts';
export { type SubscriptionOptions } from './use-realtime-subscription-of.ts';
export { type RealtimeSync } from './use-realtime-sync-of.ts';
