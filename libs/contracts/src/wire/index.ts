/** What all services say in the same way: error codes, the error envelope and the event envelope. */
export { coreErrorCodes, type CoreErrorCode, type ErrorCode } from './error-codes.ts';
export { errorEnvelopeSchema, type ErrorEnvelope, type FieldErrors } from './error-envelope.ts';
export {
  eventEnvelopeSchema,
  publishedEventSchema,
  type EventEnvelope,
  type PublishedEvent,
} from './event-envelope.ts';
export { endedSessionsTopic, sessionEndedSchema, type SessionEnded } from './session-ended.ts';
