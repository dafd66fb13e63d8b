import { ServerResponse, type IncomingMessage } from 'node:http';

/** An answer that tells in `X-Process-Time`, in seconds, how long it took until its head was written. */
export class TimedResponse<Request extends IncomingMessage = IncomingMessage> extends ServerResponse<Request> {
  readonly #startedAtMs = performance.now();

  override writeHead(status: number, ...options: [headers?: never]): this {
    this.setHeader('X-Process-Time', ((performance.now() - this.#startedAtMs) / 1000).toFixed(4));
    return super.writeHead(status, ...options);
  }
}
