import { get, type IncomingMessage } from 'node:http';
import { onTestFinished } from 'vitest';

export interface Frame {
  event: string | undefined;
  id: string | undefined;
  data: unknown;
}

/** Reads an event stream frame by frame, as a client would. */
export class EventStreamReader {
  readonly response: IncomingMessage;
  readonly #chunks: AsyncIterator<Buffer>;
  #buffer = '';

  private constructor(response: IncomingMessage) {
    this.response = response;
    this.#chunks = (response as AsyncIterable<Buffer>)[Symbol.asyncIterator]();
  }

  /** @throws the status and the body of an answer that is no stream */
  static async open(url: string, headers: Record<string, string> = {}): Promise<EventStreamReader> {
    const response = await new Promise<IncomingMessage>((resolve, reject) => {
      get(url, { headers, agent: false }, resolve).once('error', reject);
    });
    const reader = new EventStreamReader(response);
    onTestFinished(() => {
      reader.close();
    });
    if (response.statusCode !== 200) throw new Error(`${String(response.statusCode)} ${await reader.nextText()}`);
    return reader;
  }

  /** The next frame, comments skipped; undefined when the stream has ended. */
  async next(): Promise<Frame | undefined> {
    for (;;) {
      const end = this.#buffer.indexOf('\n\n');
      if (end === -1) {
        if (!(await this.#readMore())) return undefined;
        continue;
      }
      const text = this.#buffer.slice(0, end);
      this.#buffer = this.#buffer.slice(end + 2);
      if (!text.startsWith(':')) return parse(text);
    }
  }

  /** The raw text that comes next, comments included. */
  async nextText(): Promise<string> {
    if (this.#buffer === '') await this.#readMore();
    const text = this.#buffer;
    this.#buffer = '';
    return text;
  }

  close(): void {
    this.response.destroy();
  }

  async #readMore(): Promise<boolean> {
    const chunk = await this.#chunks.next();
    if (chunk.done === true) return false;
    this.#buffer += chunk.value.toString('utf8');
    return true;
  }
}

function parse(text: string): Frame {
  const fields = new Map(
    text.split('\n').map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 2)] as const),
  );
  return {
    event: fields.get('event'),
    id: fields.get('id'),
    data: JSON.parse(fields.get('data') ?? 'null') as unknown,
  };
}
