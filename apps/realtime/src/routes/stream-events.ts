import { bearerToken, challenge, ServiceError, type TokenVerifier } from '@throughline/service-kit';
import type { Principal } from '../auth/principal.ts';
import type { TicketStore } from '../auth/ticket-store.ts';
import type { Broker } from '../domain/broker.ts';
import { controlFrame } from '../domain/frame.ts';
import { formatPosition, parsePosition, type Position } from '../domain/position.ts';
import type { Grant, TopicAuthority } from '../topics/topic-authority.ts';
import { EventStream } from '../transports/event-stream.ts';
import type { EventStreams } from '../transports/event-streams.ts';
import type { Exchange, Route } from './route.ts';

export const streamPath = '/api/v1/sse';

export interface StreamParts {
  broker: Broker;
  tokens: TokenVerifier;
  tickets: TicketStore;
  authority: TopicAuthority;
  streams: EventStreams;
  maxTopics: number;
}

/**
 * `GET /api/v1/sse?topics=a,b` and `GET /api/v1/sse/<topic>`: events as they happen (WHATWG HTML, section 9.2). The first
 * frame, `ready`, tells what was granted and where the reader stands; `Last-Event-ID` resumes from such a place.
 */
export function streamEvents(parts: StreamParts): Route {
  return async (exchange) => {
    const { request, response, url, requestId } = exchange;
    const requested = requestedTopics(url, parts.maxTopics);
    const principal = await identify(exchange, parts);
    const grants = await parts.authority.authorize(principal, requested);
    const topics = [...new Set(grants.flatMap((grant) => ('topic' in grant ? [grant.topic] : [])))];
    if (topics.length === 0) throw new ServiceError('auth.permission_denied');
    const socket = response.socket;
    // The person left while their grants were asked for.
    if (socket === null || request.destroyed) return;

    const stream = new EventStream(response, socket, principal.claims.user_id, principal.claims.exp * 1000);
    // It began while the grants were asked for.
    if (parts.streams.isDraining) throw new ServiceError('server.unavailable', { headers: { 'Retry-After': '1' } });
    const after = resumedFrom(exchange);
    const subscription = await parts.broker.subscribe(topics, after, () => {
      parts.streams.notify(stream);
    });
    parts.streams.add(stream);
    response.once('close', () => {
      parts.streams.remove(stream);
    });
    const position = formatPosition(subscription.position);
    // Otherwise the place moves with the `reset` that follows: a reader who is cut off before it must be told again.
    const isResumed = after === undefined || formatPosition(after) === position;
    stream.open(subscription, readyFrame(grants, position, isResumed), { 'X-Request-ID': requestId });
  };
}

async function identify({ request, url }: Exchange, { tokens, tickets }: StreamParts): Promise<Principal> {
  if (url.searchParams.has('token') || url.searchParams.has('access_token')) {
    throw new ServiceError('http.malformed_request', {
      message: 'A token in the address would be logged. Send it as Authorization: Bearer, or use a ticket.',
    });
  }
  const ticket = url.searchParams.get('ticket');
  if (ticket !== null) {
    const principal = await tickets.take(ticket);
    if (principal !== undefined) return principal;
    throw new ServiceError('auth.token_invalid', {
      message: 'The ticket is unknown, used or too old. Ask for a new one.',
      headers: challenge,
    });
  }
  const token = bearerToken(request.headers.authorization);
  return { token, claims: await tokens.verifyAccess(token) };
}

function requestedTopics(url: URL, maxTopics: number): string[] {
  const fromPath = url.pathname.slice(streamPath.length + 1);
  const names = fromPath === '' ? (url.searchParams.get('topics') ?? '').split(',') : [decode(fromPath)];
  const topics = [...new Set(names.filter((name) => name !== ''))];
  if (topics.length === 0) throw invalidTopics('Say at least one topic: ?topics=project_1,user_2');
  if (topics.length > maxTopics) throw invalidTopics(`At most ${maxTopics} topics a connection.`);
  const wrong = topics.find((topic) => !/^[a-z][a-z0-9-]*(_[A-Za-z0-9-]{1,100})?$/.test(topic));
  if (wrong !== undefined)
    throw invalidTopics('A topic is a kind, an underscore and an id, such as project_1, or an alias.');
  return topics;
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw invalidTopics('The address is not well encoded.');
  }
}

function invalidTopics(message: string): ServiceError {
  return new ServiceError('validation.failed', { fields: { topics: [message] } });
}

/** An `EventSource` sends the header on its own reconnects; the parameter is for a first connection. */
function resumedFrom({ request, url }: Exchange): Position | undefined {
  const text = request.headers['last-event-id'] ?? url.searchParams.get('last_event_id') ?? '';
  if (text === '' || Array.isArray(text)) return undefined;
  return parsePosition(text) ?? { epoch: '', number: 0 };
}

function readyFrame(grants: readonly Grant[], position: string, isResumed: boolean): Buffer {
  const granted = Object.fromEntries(
    grants.flatMap((grant) => ('topic' in grant ? [[grant.requested, grant.topic] as const] : [])),
  );
  const refused = Object.fromEntries(
    grants.flatMap((grant) => ('refused' in grant ? [[grant.requested, grant.refused] as const] : [])),
  );
  return controlFrame('ready', { granted, refused, position }, isResumed ? position : undefined);
}
