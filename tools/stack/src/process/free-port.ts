import { createSocket, type Socket } from 'node:dgram';
import { createServer } from 'node:net';

/**
 * UDP sockets of the ports that this process has given away. A stack's processes listen on TCP; that the same number is
 * bound for UDP tells other stacks, which may start in the same moment, that it is taken. The system releases it when
 * this process ends, however that happens.
 */
const claims = new Set<Socket>();

/** A TCP port of the loopback address that nothing listens on, and that no other stack is given while this process lives. */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = await bind(0);
    if (await claim(port)) return port;
  }
}

/** The first such port from the preferred one upwards. */
export async function freePortFrom(preferred: number): Promise<number> {
  for (let port = preferred; port < preferred + 100; port += 1) {
    // Claimed first: who has the claim is the only one that looks whether the port is free.
    if ((await claim(port)) && (await bind(port).catch(() => undefined)) !== undefined) return port;
  }
  return freePort();
}

async function claim(port: number): Promise<boolean> {
  const socket = createSocket({ type: 'udp4', reuseAddr: false });
  const isClaimed = await new Promise<boolean>((resolve) => {
    socket.once('error', () => {
      resolve(false);
    });
    socket.bind({ port, address: '127.0.0.1', exclusive: true }, () => {
      resolve(true);
    });
  });
  if (!isClaimed) {
    socket.close();
    return false;
  }
  socket.unref();
  claims.add(socket);
  return true;
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
