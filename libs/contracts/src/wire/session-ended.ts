import * as z from 'zod/mini';

/** What services tell each other and no person reads: sessions that have ended. */
export const endedSessionsTopic = 'internal_sessions';

export interface SessionEnded {
  type: 'session.ended';
  data: {
    /** The claim `sid` of its tokens. */
    id: string;
    /** Instant at which the last of its access tokens has expired; until then services refuse them. */
    denied_until: string;
  };
}

/** The event of `throughline.tokens`, as far as a service that verifies tokens offline needs it. */
export const sessionEndedSchema: z.ZodMiniType<SessionEnded> = z.looseObject({
  type: z.literal('session.ended'),
  data: z.looseObject({ id: z.string().check(z.minLength(1)), denied_until: z.iso.datetime() }),
});
