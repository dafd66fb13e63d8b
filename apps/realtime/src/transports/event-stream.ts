import type { Socket } from 'node:net';
import type { AccessClaims } from '@throughline/service-kit';
import type { Subscription } from '../domain/broker.ts';
import { controlFrame, heartbeatFrame } from '../domain/frame.ts';
import { formatPosition } from '../domain/position.ts';

/** Written at a time to a reader that catches up; more waits in the history until the socket has taken these. */
const catchUpBytes = 64 * 1024;

/**
 * One reader's connection. Invariant: it holds no queue. While the socket is full nothing is read from the history, and
 * what falls out of the history meanwhile is told as `reset`. Nothing is made for a delivery but the write itself.
 */
export class EventStream {
  readonly #claims: AccessClaims;
  #socket: Socket | undefined;
  #subscription: Subscription | undefined;
  /** Whether events wait, in the history, for what has to come before them. */
  #isHeld = false;
  #isFull = false;
  #hasDrainListener = false;
  #hasWritten = true;
  #isExpiryTold = false;
  /** Since when the socket has taken nothing more. */
  #fullSinceMs = 0;
  #endedAtMs: number | undefined;

  constructor(claims: AccessClaims) {
    this.#claims = claims;
  }

  get userId(): string {
    return this.#claims.user_id;
  }

  /** The person's session; undefined where their tokens come of none. */
  get sid(): string | undefined {
    return this.#claims.sid;
  }

  /** When the person's token ends, and the connection with it. */
  get expiresAtMs(): number {
    return this.#claims.exp * 1000;
  }

  /**
   * Sends from now on what the subscription has.
   * @param isHeld whether events wait until `release`
   */
  open(socket: Socket, subscription: Subscription, isHeld: boolean): void {
    this.#socket = socket;
    this.#subscription = subscription;
    this.#isHeld = isHeld;
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
    while (!this.#isFull && this.#socket?.writable === true) {
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
    if (this.#socket?.writable !== true) {
      this.#endedAtMs ??= nowMs;
      if (nowMs - this.#endedAtMs >= limits.stallTimeoutMs) this.destroy();
      return true;
    }
    if (this.#isFull) {
      if (nowMs - this.#fullSinceMs < limits.stallTimeoutMs) return true;
      this.destroy();
      return false;
    }
    const { expiresAtMs } = this;
    if (nowMs >= expiresAtMs) {
      this.end('token_expired', 0);
      return false;
    }
    if (!this.#isExpiryTold && nowMs >= expiresAtMs - limits.expiryLeadMs) {
      this.#isExpiryTold = true;
      this.#write([controlFrame('expiring', { expires_at: new Date(expiresAtMs).toISOString() })]);
    }
    if (isHeartbeatDue && !this.#hasWritten) this.#write([heartbeatFrame]);
    if (isHeartbeatDue) this.#hasWritten = false;
    return true;
  }

  /** Ends the connection after a word: the client comes back after so many milliseconds and resumes. */
  end(reason: 'draining' | 'token_expired' | 'session_ended', retryAfterMs: number): void {
    this.#write([controlFrame('closing', { reason, retry_after_ms: retryAfterMs })]);
    this.#socket?.end();
  }

  destroy(): void {
    this.#socket?.destroy();
  }

  close(): void {
    this.#subscription?.close();
    this.#subscription = undefined;
  }

  #write(frames: readonly Buffer[]): void {
    const socket = this.#socket;
    if (socket?.writable !== true) return;
    this.#hasWritten = true;
    // One write to the system for all of them.
    if (frames.length > 1) socket.cork();
    let hasRoom = true;
    for (const frame of frames) hasRoom = socket.write(frame);
    if (frames.length > 1) socket.uncork();
    // A piece longer than the socket's mark leaves no room by its length alone, also where the system took all of it.
    if (!hasRoom && socket.writableLength > 0) this.#waitForRoom(socket);
  }

  #waitForRoom(socket: Socket): void {
    if (this.#isFull) return;
    this.#isFull = true;
    this.#fullSinceMs = Date.now();
    if (this.#hasDrainListener) return;
    this.#hasDrainListener = true;
    socket.on('drain', () => {
      this.#isFull = false;
      this.flush();
    });
  }
}
