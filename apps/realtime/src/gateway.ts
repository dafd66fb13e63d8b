import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import {
  answerError,
  Metrics,
  requestIdOf,
  ServiceError,
  TimedResponse,
  type Logger,
  type TokenVerifier,
} from '@throughline/service-kit';
import type { TicketStore } from './auth/ticket-store.ts';
import type { Broker } from './domain/broker.ts';
import { answerPreflight, crossOriginHeaders, isPreflight } from './http/cross-origin.ts';
import { StreamDoor, type DirectRequest } from './http/stream-door.ts';
import { document } from './routes/document.ts';
import { health, livez, readyz } from './routes/health.ts';
import { issueTicket } from './routes/issue-ticket.ts';
import { publishEvents, type PublishLimits } from './routes/publish-events.ts';
import type { Route } from './routes/route.ts';
import { streamEvents, streamPath, type StreamParts } from './routes/stream-events.ts';
import { testToken } from './routes/test-token.ts';
import { EndedSessions } from './sessions/ended-sessions.ts';
import { followEndedSessions } from './sessions/follow-ended-sessions.ts';
import { refuseEndedSessions } from './sessions/refuse-ended-sessions.ts';
import type { Snapshots } from './snapshots/snapshots.ts';
import type { TopicAuthority } from './topics/topic-authority.ts';
import { directStreamRequest } from './transports/direct-stream-request.ts';
import { EventStreams, type EventStreamLimits } from './transports/event-streams.ts';
import { httpStreamRequest } from './transports/http-stream-request.ts';

export interface GatewayParts {
  broker: Broker;
  tokens: TokenVerifier;
  tickets: TicketStore;
  authority: TopicAuthority;
  snapshots: Snapshots;
  logger: Logger;
  version: string;
  /** Origins of pages that may call from another origin. */
  allowedOrigins: readonly string[];
  streamLimits: EventStreamLimits;
  publishLimits: PublishLimits;
  maxTopics: number;
  maxConnectionsPerUser: number;
}

export interface Gateway {
  server: Server;
  /** What it answers, as `GET /api/v1/sse/{topic}`. */
  routes: readonly string[];
  streams: EventStreams;
  /** Takes no new connections, sends the readers away over the spread, and resolves when all have gone or the time is up. */
  drain: (spreadMs: number, timeoutMs: number) => Promise<void>;
}

/** The gateway as an HTTP server that does not listen yet. */
export function createGateway(parts: GatewayParts): Gateway {
  const { broker, tickets, snapshots, logger } = parts;
  const endedSessions = new EndedSessions();
  const tokens = refuseEndedSessions(parts.tokens, endedSessions);
  const streams = new EventStreams(parts.streamLimits);
  const metrics = new Metrics();
  let isDraining = false;

  metrics.gauge('throughline_gateway_connections', 'Open event streams.', () => streams.size);
  metrics.gauge(
    'throughline_gateway_evicted',
    'Event streams given up because their reader took nothing.',
    () => streams.evicted,
  );
  metrics.gauge('throughline_gateway_broker_up', 'Whether events can be published and subscribed to.', () =>
    broker.health().status === 'unhealthy' ? 0 : 1,
  );
  metrics.gauge(
    'throughline_gateway_ended_sessions',
    'Sessions that have ended and whose access tokens are refused.',
    () => endedSessions.size,
  );
  const countPublished = metrics.counter('throughline_gateway_events_published', 'Events taken from services.');
  const countAnswer = metrics.counter('throughline_gateway_answers', 'Answers by status.');

  /** What became of direct requests that get no stream, by socket, until `node:http` has read them again. */
  const refusals = new WeakMap<Socket, Error>();

  // Not caught: a gateway that does not hear of ended sessions must not serve.
  let hearsOfEndedSessions = false;
  void followEndedSessions(broker, {
    isWanted: () => !isDraining,
    onEnded: ({ id, denied_until: deniedUntil }) => {
      endedSessions.add(id, Date.parse(deniedUntil), Date.now());
      streams.endSession(id);
    },
    onInvalid: (event) => {
      logger.error({ event }, 'an event of an ended session could not be read');
    },
  }).then(() => {
    hearsOfEndedSessions = true;
  });

  const streamParts: StreamParts = { ...parts, tokens, streams, endedSessions };
  const stream: Route = (exchange) => streamEvents(httpStreamRequest(exchange), streamParts);
  const routes: Readonly<Record<string, Route>> = {
    [`GET ${streamPath}`]: stream,
    [`GET ${streamPath}/{topic}`]: stream,
    'POST /api/v1/events': publishEvents(broker, tokens, parts.publishLimits, (count) => {
      countPublished({}, count);
    }),
    'POST /api/v1/realtime/tickets': issueTicket(tickets, tokens),
    'GET /api/v1/realtime/openapi.json': document,
    'GET /api/v1/auth/test': testToken(tokens),
    'GET /api/v1/health': health(parts.version, {
      broker: () => ({ ...broker.health() }),
      connections: () => ({ status: 'healthy', open: streams.size, evicted: streams.evicted }),
      snapshots: () => ({ status: snapshots.isFailing() ? 'degraded' : 'healthy', ...snapshots.statistics() }),
    }),
    'GET /livez': livez,
    'GET /readyz': readyz(whyNotReady),
    'GET /metrics': ({ response }) => {
      response.writeHead(200, { 'Content-Type': 'text/plain; version=0.0.4' }).end(metrics.text());
    },
  };

  function whyNotReady(): string | undefined {
    if (isDraining) return 'draining';
    return hearsOfEndedSessions && broker.health().status !== 'unhealthy' ? undefined : 'broker_unavailable';
  }

  function routeOf(method: string, path: string): Route {
    const known = path.startsWith(`${streamPath}/`) ? `${streamPath}/{topic}` : path;
    const route = routes[`${method} ${known}`];
    if (route !== undefined) return route;
    const allowed = Object.keys(routes)
      .filter((key) => key.endsWith(` ${known}`))
      .map((key) => key.split(' ')[0] ?? '');
    if (allowed.length === 0) throw new ServiceError('http.not_found');
    throw new ServiceError('http.method_not_allowed', { headers: { Allow: allowed.join(', ') } });
  }

  /** Of every answer. */
  function commonHeaders(requestId: string, origin: string | undefined): Readonly<Record<string, string>> {
    return { 'X-Request-ID': requestId, ...crossOriginHeaders(origin, parts.allowedOrigins) };
  }

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const requestId = requestIdOf(request.headers['x-request-id']);
    setHeaders(response, commonHeaders(requestId, request.headers.origin));
    const refusal = refusals.get(request.socket);
    refusals.delete(request.socket);
    try {
      if (refusal !== undefined) throw refusal;
      if (isPreflight(request)) {
        answerPreflight(response);
        return;
      }
      if (isDraining && request.url !== '/livez' && request.url !== '/readyz')
        throw new ServiceError('server.unavailable', { headers: { 'Retry-After': '1' } });
      const url = requestUrl(request);
      await routeOf(request.method ?? '', url.pathname)({ request, response, url, requestId });
    } catch (failure) {
      if (response.headersSent) {
        logger.error({ err: failure, request_id: requestId }, 'a connection failed');
        response.destroy();
        return;
      }
      const status = answerError(response, failure, requestId);
      if (status >= 500) logger.error({ err: failure, request_id: requestId }, 'a request failed');
    } finally {
      countAnswer({ status: String(response.statusCode) });
    }
  }

  /** Begins a stream on a socket that `node:http` has not seen; a request that gets none is answered by that. */
  async function handleDirect(request: DirectRequest): Promise<void> {
    const { socket, headers } = request;
    const requestId = requestIdOf(headers.get('x-request-id'));
    try {
      await streamEvents(directStreamRequest(request, commonHeaders(requestId, headers.get('origin'))), streamParts);
      if (!socket.destroyed) countAnswer({ status: '200' });
    } catch (failure) {
      if (socket.bytesWritten > 0) {
        logger.error({ err: failure, request_id: requestId }, 'a connection failed');
        socket.destroy();
        return;
      }
      refusals.set(
        socket,
        failure instanceof Error ? failure : new Error('a stream could not begin', { cause: failure }),
      );
      request.handOver();
    }
  }

  const server = createServer({ ServerResponse: TimedResponse }, (request, response) => void handle(request, response));
  const door = new StreamDoor(server, (request) => void handleDirect(request));
  // What is not even HTTP gets the shortest answer, but never in the middle of another one.
  server.on('clientError', (_, socket) => {
    if (socket.writable && 'bytesWritten' in socket && socket.bytesWritten === 0)
      socket.write('HTTP/1.1 400 Bad Request\r\nConnection: close\r\nContent-Length: 0\r\n\r\n');
    socket.destroy();
  });

  return {
    server,
    routes: Object.keys(routes),
    streams,
    drain: async (spreadMs, timeoutMs) => {
      isDraining = true;
      const closed = new Promise<void>((resolve) =>
        server.close(() => {
          resolve();
        }),
      );
      door.closeIdle();
      streams.drain(spreadMs);
      const timer = setTimeout(() => {
        server.closeAllConnections();
        streams.close();
      }, timeoutMs);
      await closed;
      clearTimeout(timer);
      streams.close();
      await broker.close();
    },
  };
}

function setHeaders(response: ServerResponse, headers: Readonly<Record<string, string>>): void {
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
}

function requestUrl(request: IncomingMessage): URL {
  try {
    return new URL(request.url ?? '/', 'http://gateway');
  } catch (cause) {
    throw new ServiceError('http.malformed_request', { cause });
  }
}
