import type { ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { AccessClaims } from '@throughline/service-kit';
import type { Subscription } from '../domain/broker.ts';
import { controlFrame, heartbeatFrame } from '../domain/frame.ts';
import { formatPosition } from '../domain/position.ts';

/** Written at a time to a reader that catches up; more waits in the history until the socket has taken these. */
const catchUpBytes = 64 * 1024;

/**
 * One reader's connection. It holds no queue: while the socket is full nothing is read from the history, and what falls
 * out of the history meanwhile is told as `reset`.
 */
export class EventStream {
  readonly userId: string;
  /** The person's session; undefined where their tokens come of none. */
  readonly sid: string | undefined;
  /** When the person's token ends, and the connection with it. */
  readonly expiresAtMs: number;
  readonly #response: ServerResponse;
  readonly #socket: Socket;
  #subscription: Subscription | undefined;
  /** Whether events wait, in the history, for what has to come before them. */
  #isHeld = false;
  /** Since when the socket has taken nothing more; undefined while it does. */
  #fullSinceMs: number | undefined;
  #hasWritten = false;
  #isExpiryTold = false;
  #endedAtMs: number | undefined;

  constructor(response: ServerResponse, socket: Socket, { user_id: userId, sid, exp }: AccessClaims) {
    this.#response = response;
    this.#socket = socket;
    this.userId = userId;
    this.sid = sid;
    this.expiresAtMs = exp * 1000;
  }

  /**
   * Sends the head of the answer and the first frame, and from then on what the subscription has.
   * @param isHeld whether events wait until `release`
   */
  open(subscription: Subscription, ready: Buffer, headers: Readonly<Record<string, string>>, isHeld: boolean): void {
    this.#subscription = subscription;
    this.#isHeld = isHeld;
    // Frames go to the socket as they are, without chunks: the answer ends with the connection (RFC 9112, section 6.3).
    this.#response.removeHeader('Transfer-Encoding');
    this.#response.writeHead(200, {
      'Content-Type': 'text/event-stream; charset=utf-8',
      'Cache-Control': 'no-cache, no-transform',
      'X-Accel-Buffering': 'no',
      Connection: 'close',
      ...headers,
    });
    this.#response.flushHeaders();
    this.#socket.setNoDelay(true);
    this.#write([ready]);
    this.flush();
  }

  /** Sends what the events have waited for, and then the events. */
  release(frames: readonly Buffer[]): void {
    this.#isHeld = false;
    this.#write(frames);
    this.flush();
  }

  /** Writes what is new, as much as the socket takes. */
  flush(): void {
    const subscription = this.#subscription;
    if (subscription === undefined || this.#isHeld) return;
    while (this.#fullSinceMs === undefined && this.#socket.writable) {
      const { position } = subscription;
      const { frames, lost } = subscription.read(catchUpBytes);
      if (lost.length > 0) this.#write([controlFrame('reset', { topics: [...lost] }, formatPosition(position))]);
      if (frames.length === 0) return;
      this.#write(frames);
    }
  }

  /**
   * Called about once a second.
   * @returns false when the connection has been given up
   */
  tick(nowMs: number, limits: { stallTimeoutMs: number; expiryLeadMs: number }, isHeartbeatDue: boolean): boolean {
    // Half a connection is left where the reader ended its side, or does not end it after ours.
    if (!this.#socket.writable) {
      this.#endedAtMs ??= nowMs;
      if (nowMs - this.#endedAtMs >= limits.stallTimeoutMs) this.destroy();
      return true;
    }
    if (this.#fullSinceMs !== undefined) {
      if (nowMs - this.#fullSinceMs < limits.stallTimeoutMs) return true;
      this.destroy();
      return false;
    }
    if (nowMs >= this.expiresAtMs) {
      this.end('token_expired', 0);
      return false;
    }
    if (!this.#isExpiryTold && nowMs >= this.expiresAtMs - limits.expiryLeadMs) {
      this.#isExpiryTold = true;
      this.#write([controlFrame('expiring', { expires_at: new Date(this.expiresAtMs).toISOString() })]);
    }
    if (isHeartbeatDue && !this.#hasWritten) this.#write([heartbeatFrame]);
    if (isHeartbeatDue) this.#hasWritten = false;
    return true;
  }

  /** Ends the connection after a word: the client comes back after so many milliseconds and resumes. */
  end(reason: 'draining' | 'token_expired' | 'session_ended', retryAfterMs: number): void {
    this.#write([controlFrame('closing', { reason, retry_after_ms: retryAfterMs })]);
    this.#socket.end();
  }

  destroy(): void {
    this.#socket.destroy();
  }

  close(): void {
    this.#subscription?.close();
    this.#subscription = undefined;
  }

  #write(frames: readonly Buffer[]): void {
    if (!this.#socket.writable) return;
    // One write to the system for all of them.
    this.#socket.cork();
    let hasRoom = true;
    for (const frame of frames) hasRoom = this.#socket.write(frame);
    this.#socket.uncork();
    this.#hasWritten = true;
    if (hasRoom || this.#fullSinceMs !== undefined) return;
    this.#fullSinceMs = Date.now();
    this.#socket.once('drain', () => {
      this.#fullSinceMs = undefined;
      this.flush();
    });
  }
}
