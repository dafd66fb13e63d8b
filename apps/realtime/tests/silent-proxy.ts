import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';
import { onTestFinished } from 'vitest';

/** Stands between a node and Redis. While it is silent, nothing passes and nothing is closed, as in a network that is cut. */
export class SilentProxy {
  readonly port: number;
  readonly #sockets: ReadonlySet<Socket>;
  readonly #state: { isSilent: boolean };

  private constructor(port: number, sockets: ReadonlySet<Socket>, state: { isSilent: boolean }) {
    this.port = port;
    this.#sockets = sockets;
    this.#state = state;
  }

  static async start(targetPort: number): Promise<SilentProxy> {
    const sockets = new Set<Socket>();
    const state = { isSilent: false };
    const server = createServer((near) => {
      const far = connect(targetPort, '127.0.0.1');
      for (const [from, to] of [
        [near, far],
        [far, near],
      ] as const) {
        sockets.add(from);
        from.on('data', (bytes) => to.write(bytes));
        from.on('error', () => from.destroy());
        from.on('close', () => {
          sockets.delete(from);
          to.destroy();
        });
        if (state.isSilent) from.pause();
      }
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    onTestFinished(() => {
      for (const socket of sockets) socket.destroy();
      server.close();
    });
    const address = server.address();
    if (address === null || typeof address === 'string') throw new Error('The server has no port.');
    return new SilentProxy(address.port, sockets, state);
  }

  fallSilent(): void {
    this.#state.isSilent = true;
    for (const socket of this.#sockets) socket.pause();
  }

  /** What had been sent before passes first. */
  speak(): void {
    this.#state.isSilent = false;
    for (const socket of this.#sockets) socket.resume();
  }
}
