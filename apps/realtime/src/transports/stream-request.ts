import type { Socket } from 'node:net';

/** A request for an event stream, whichever way it came in. */
export interface StreamRequest {
  readonly url: URL;
  readonly authorization: string | undefined;
  readonly lastEventId: string | undefined;
  /** Whether the person has left. */
  isGone: () => boolean;
  /** Sends the head of the answer and the first frame. What follows goes to the socket as it is: the stream has it now. */
  begin: (firstFrame: Buffer) => Socket;
}

/** The stream's own part of the head of its answer, on every way. */
export const streamHeaders = {
  'Content-Type': 'text/event-stream; charset=utf-8',
  'Cache-Control': 'no-cache, no-transform',
  'X-Accel-Buffering': 'no',
  // Frames go to the socket without chunks: the answer ends with the connection (RFC 9112, section 6.3).
  Connection: 'close',
} as const;
