/** Live events: one connection, resumed where it was cut off. */
export {
  RealtimeClient,
  type ParsedEvent,
  type RealtimeOptions,
  type RealtimeStatus,
  type Subscription,
} from './realtime-client.ts';
