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
const silenceTimeoutMs = 5000;

/**
 * Takes the sockets of plain requests for streams from `node:http` at their first bytes, which halves what a subscriber
 * costs. Invariant: until a direct request is answered, its socket can go back to `node:http` as if it had come from there;
 * what is not certain in its first bytes, half a head among it, goes back at once.
 */
export class StreamDoor {
  readonly #server: Server;
  readonly #serveHttp: readonly ((socket: Socket) => void)[];
  readonly #onRequest: (request: DirectRequest) => void;
  readonly #silent = new Set<Socket>();

  constructor(server: Server, onRequest: (request: DirectRequest) => void) {
    this.#server = server;
    this.#onRequest = onRequest;
    this.#serveHttp = server.listeners('connection') as ((socket: Socket) => void)[];
    server.removeAllListeners('connection').on('connection', (socket) => {
      this.#listen(socket);
    });
  }

  /** Closes the connections that have said nothing, as `Server.closeIdleConnections` does for those it knows. */
  closeIdle(): void {
    for (const socket of this.#silent) socket.destroy();
  }

  #listen(socket: Socket): void {
    this.#silent.add(socket);
    const heard = (bytes: Buffer): void => {
      stopListening();
      const head = readStreamHead(bytes);
      if (head === undefined) this.#handOver(socket, bytes);
      else this.#onRequest(this.#direct(socket, bytes, head));
    };
    const heardNothing = (): void => {
      stopListening();
      this.#handOver(socket, undefined);
    };
    const stopListening = (): void => {
      this.#silent.delete(socket);
      socket.off('data', heard).off('timeout', heardNothing).off('end', leave).off('close', stopListening);
      socket.setTimeout(0);
    };
    socket.on('data', heard).on('timeout', heardNothing).on('end', leave).on('close', stopListening);
    socket.on('error', ignore).setTimeout(silenceTimeoutMs);
  }

  /** Who talks on behind the head of a request for a stream, or ends its side, has left. */
  #direct(socket: Socket, bytes: Buffer, head: StreamHead): DirectRequest {
    socket.on('data', leave).on('end', leave);
    return {
      ...head,
      socket,
      handOver: () => {
        socket.off('data', leave).off('end', leave);
        this.#handOver(socket, bytes);
      },
    };
  }

  #handOver(socket: Socket, bytes: Buffer | undefined): void {
    if (socket.destroyed) return;
    socket.off('error', ignore).pause();
    if (bytes !== undefined) socket.unshift(bytes);
    for (const serve of this.#serveHttp) serve.call(this.#server, socket);
    socket.resume();
  }
}

// The close that follows tells all that matters of it.
function ignore(): void {
  return undefined;
}

function leave(this: Socket): void {
  this.destroy();
}
