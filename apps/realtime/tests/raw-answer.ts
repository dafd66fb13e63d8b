import { once } from 'node:events';
import { connect } from 'node:net';
import { onTestFinished } from 'vitest';

export interface RawConnection {
  /** Sends a request and reads its answer up to the end of the first frame or of the body. */
  ask: (head: string) => Promise<string>;
}

/** A connection on which every byte of the answers is seen. */
export async function openRaw(baseUrl: string): Promise<RawConnection> {
  const { port, hostname } = new URL(baseUrl);
  const socket = connect(Number(port), hostname);
  onTestFinished(() => void socket.destroy());
  await once(socket, 'connect');
  return {
    ask: async (head) => {
      let text = '';
      socket.write(head, 'latin1');
      while (!isComplete(text)) {
        const [chunk] = (await once(socket, 'data')) as [Buffer];
        text += chunk.toString('utf8');
      }
      return text;
    },
  };
}

function isComplete(text: string): boolean {
  const end = text.indexOf('\r\n\r\n');
  if (end === -1) return false;
  const length = /\r\nContent-Length: (\d+)\r\n/.exec(text.slice(0, end + 2))?.[1];
  const body = text.slice(end + 4);
  return length === undefined ? body.endsWith('\n\n') : Buffer.byteLength(body) >= Number(length);
}
