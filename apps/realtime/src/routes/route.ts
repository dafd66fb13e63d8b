import type { IncomingMessage, ServerResponse } from 'node:http';

/** One request on its way through the gateway. */
export interface Exchange {
  request: IncomingMessage;
  response: ServerResponse;
  url: URL;
  requestId: string;
}

/** Answers a request, or throws a `ServiceError` before anything was sent. */
export type Route = (exchange: Exchange) => void | Promise<void>;
