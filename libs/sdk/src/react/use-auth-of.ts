import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { retry, retryDelay } from '../query/retry.ts';
import type { RealtimeClient } from '../realtime/realtime-client.ts';
import type { Auth, AuthState, UserWithRole } from './auth.ts';

const userKey = ['throughline', 'user'] as const;

/** The person, read once for all components. Whatever is cached belongs to them: it goes when they do. */
export function useAuthOf<Event, User extends UserWithRole, Credentials>(
  auth: Auth<User, Credentials>,
  realtime: RealtimeClient<Event>,
): AuthState<User, Credentials> {
  const queryClient = useQueryClient();
  const {
    data: user,
    error,
    isPending,
  } = useQuery({
    queryKey: userKey,
    queryFn: ({ signal }) => auth.currentUser(signal),
    staleTime: Infinity,
    retry,
    retryDelay,
  });
  const begin = () => {
    realtime.reconnect();
    // Not `clear`, which leaves those who look at the cache with what they saw.
    return queryClient.resetQueries();
  };
  const { mutateAsync: login, isPending: isSigningIn } = useMutation({
    mutationFn: async (credentials: Credentials) => {
      await auth.login(credentials);
      await begin();
    },
  });
  const { mutateAsync: logout, isPending: isSigningOut } = useMutation({
    mutationFn: async () => {
      await auth.logout();
      queryClient.setQueryData(userKey, null);
      await begin();
    },
  });
  const hasRole = useCallback((...roles: readonly string[]) => roles.includes(user?.role ?? ''), [user?.role]);
  return {
    user,
    isAuthenticated: user !== undefined && user !== null,
    isLoading: isPending || isSigningIn || isSigningOut,
    error,
    login,
    logout,
    hasRole,
    isClient: hasRole('client'),
    isDeveloper: hasRole('developer'),
    isAdmin: hasRole('admin'),
  };
}
