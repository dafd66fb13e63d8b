import { createServer } from 'node:net';

/** A TCP port of the loopback address that was free a moment ago; whoever binds it must be ready to try another. */
export function freePort(): Promise<number> {
  return bind(0);
}

/**
 * The first free port from the preferred one upwards.
 * @param taken ports that were already given to others
 */
export async function freePortFrom(preferred: number, taken: ReadonlySet<number>): Promise<number> {
  for (let port = preferred; port < preferred + 100; port += 1) {
    if (taken.has(port)) continue;
    const bound = await bind(port).catch(() => undefined);
    if (bound !== undefined) return bound;
  }
  return bind(0);
}

function bind(port: number): Promise<number> {
  const server = createServer();
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => {
        if (address !== null && typeof address === 'object') resolve(address.port);
        else reject(new Error('The server has no port.'));
      });
    });
  });
}
