import { type RequestListener, createServer } from 'node:http';

/** Real HTTP servers on this machine, for as long as a test lasts. */
export class Servers {
  readonly #closing: (() => Promise<void>)[] = [];

  /** @returns the address of a path on a new server. */
  async serve(answer: RequestListener, path = '/schema/'): Promise<string> {
    const server = createServer(answer);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    this.#closing.push(async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    });
    const address = server.address();
    if (address === null || typeof address === 'string') throw new Error('The server has no port');
    return `http://127.0.0.1:${address.port}${path}`;
  }

  async close(): Promise<void> {
    for (const close of this.#closing.splice(0)) await close();
  }
}
