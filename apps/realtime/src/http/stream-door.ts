import type { Server } from 'node:http';
import type { Socket } from 'node:net';
import { readStreamHead, type StreamHead } from './stream-head.ts';

/** A request that was read without `node:http`, on a socket that belongs to whoever opened the door for it. */
export interface DirectRequest extends StreamHead {
  readonly socket: Socket;
  /** Gives up the socket: `node:http` reads the request from its first byte and answers it. */
  handOver: () => void;
}

/** So long may a connection say nothing before `node:http`, with the timeouts of the server, is told to wait for it. */
const silenceMs = 5000;

/**
 * Takes the sockets of plain requests for streams from `node:http` at their first bytes, which halves what a subscriber
 * costs. Invariant: until a direct request is answered, its socket can go back to `node:http` as if it had come from there;
 * what is not certain in its first bytes, half a head among it, goes back at once. The listeners are the same functions for
 * every socket, and stay: what is made or removed for each is what a subscriber costs.
 */
export class StreamDoor {
  readonly #server: Server;
  /** What `node:http` itself does with a connection. */
  readonly #serveHttp: readonly unknown[];
  readonly #onRequest: (request: DirectRequest) => void;
  /** Connections that have said nothing, and since when; the longest first. */
  readonly #silentSinceMs = new Map<Socket, number>();
  readonly #onData: (this: Socket, bytes: Buffer) => void;
  readonly #onClose: (this: Socket) => void;

  constructor(server: Server, onRequest: (request: DirectRequest) => void) {
    const heard = (socket: Socket, bytes: Buffer): void => {
      this.#heard(socket, bytes);
    };
    const silent = this.#silentSinceMs;
    this.#onData = function onData(bytes) {
      heard(this, bytes);
    };
    this.#onClose = function onClose() {
      silent.delete(this);
    };
    this.#server = server;
    this.#onRequest = onRequest;
    this.#serveHttp = server.listeners('connection');
    server.removeAllListeners('connection').on('connection', (socket) => {
      silent.set(socket, Date.now());
      socket.on('error', ignore).on('end', leave).on('close', this.#onClose).on('data', this.#onData);
    });
    const clock = setInterval(() => {
      this.tick(Date.now());
    }, silenceMs).unref();
    server.once('close', () => {
      clearInterval(clock);
    });
  }

  /** Leaves the connections that have been silent for long to `node:http`. */
  tick(nowMs: number): void {
    for (const [socket, sinceMs] of this.#silentSinceMs) {
      if (nowMs - sinceMs < silenceMs) return;
      this.#silentSinceMs.delete(socket);
      this.#handOver(socket, undefined);
    }
  }

  /** Closes the connections that have said nothing, as `Server.closeIdleConnections` does for those it knows. */
  closeIdle(): void {
    for (const socket of this.#silentSinceMs.keys()) socket.destroy();
  }

  #heard(socket: Socket, bytes: Buffer): void {
    // Who talks on behind the head of a request for a stream has left.
    if (!this.#silentSinceMs.delete(socket)) {
      socket.destroy();
      return;
    }
    const head = readStreamHead(bytes);
    const handOver = (): void => {
      this.#handOver(socket, bytes);
    };
    if (head === undefined) handOver();
    else this.#onRequest({ ...head, socket, handOver });
  }

  #handOver(socket: Socket, bytes: Buffer | undefined): void {
    if (socket.destroyed) return;
    socket.off('error', ignore).off('end', leave).off('close', this.#onClose).off('data', this.#onData).pause();
    if (bytes !== undefined) socket.unshift(bytes);
    for (const serve of this.#serveHttp) if (typeof serve === 'function') Reflect.apply(serve, this.#server, [socket]);
    socket.resume();
  }
}

// The close that follows tells all that matters of it.
function ignore(): void {
  return undefined;
}

/** Who ends their side has left. */
function leave(this: Socket): void {
  this.destroy();
}
