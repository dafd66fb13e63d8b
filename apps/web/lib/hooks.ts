import type { AnyEvent, User } from '@throughline/contracts/backend';
import { createHooks } from '@throughline/sdk/react';

/** The SDK's hooks with the events and the people of this site. */
export const { Provider, useRealtimeSubscription, useRealtimeSync } = createHooks<AnyEvent, User>();
