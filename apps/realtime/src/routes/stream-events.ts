import type { Socket } from 'node:net';
import { bearerToken, challenge, ServiceError, type TokenVerifier } from '@throughline/service-kit';
import type { Principal } from '../auth/principal.ts';
import type { TicketStore } from '../auth/ticket-store.ts';
import type { Broker, Subscription } from '../domain/broker.ts';
import { controlFrame, snapshotFrame } from '../domain/frame.ts';
import { formatPosition, parsePosition, type Position } from '../domain/position.ts';
import type { EndedSessions } from '../sessions/ended-sessions.ts';
import { requireLiveSession } from '../sessions/refuse-ended-sessions.ts';
import type { SnapshotReading, Snapshots } from '../snapshots/snapshots.ts';
import type { Grant, TopicAuthority } from '../topics/topic-authority.ts';
import { EventStream } from '../transports/event-stream.ts';
import type { EventStreams } from '../transports/event-streams.ts';
import type { StreamRequest } from '../transports/stream-request.ts';

export const streamPath = '/api/v1/sse';

export interface StreamParts {
  broker: Broker;
  tokens: TokenVerifier;
  tickets: TicketStore;
  authority: TopicAuthority;
  snapshots: Snapshots;
  streams: EventStreams;
  endedSessions: EndedSessions;
  maxTopics: number;
  maxConnectionsPerUser: number;
}

/**
 * `GET /api/v1/sse?topics=a,b` and `GET /api/v1/sse/<topic>`: events as they happen (WHATWG HTML, section 9.2). The first
 * frame, `ready`, tells what was granted and where the reader stands; `Last-Event-ID` resumes from such a place. A topic
 * that begins anew begins with its snapshot, where its kind has one.
 * @throws {ServiceError} before anything was sent; the socket is then still the request's own
 */
export async function streamEvents(request: StreamRequest, parts: StreamParts): Promise<void> {
  const { url } = request;
  const requested = requestedTopics(url, parts.maxTopics);
  const toBegin = namesOf(url.searchParams.get('begin'));
  const principal = await identify(request, parts);
  requireRoom(principal, parts);
  const grants = await parts.authority.authorize(principal, requested);
  const topics = [...new Set(grants.flatMap((grant) => ('topic' in grant ? [grant.topic] : [])))];
  if (topics.length === 0) throw new ServiceError('auth.permission_denied');
  const snapshotUrls = await snapshotUrlsOf(topics, parts.snapshots);
  // The person left while their grants were asked for.
  if (request.isGone()) return;

  // It began while the grants were asked for.
  if (parts.streams.isDraining) throw new ServiceError('server.unavailable', { headers: { 'Retry-After': '1' } });
  const stream = new EventStream(principal.claims);
  const after = resumedFrom(request);
  const subscription = await parts.broker.subscribe(topics, after, parts.streams.notifierOf(stream));
  // Others may have come while these were asked, and the person may have left.
  if (request.isGone() || !hasRoom(principal, parts)) subscription.close();
  if (request.isGone()) return;
  requireRoom(principal, parts);
  requireStillLive(principal, subscription, parts);
  const position = formatPosition(subscription.position);
  const isResumed = after !== undefined && formatPosition(after) === position;
  const begun = isResumed
    ? grants.flatMap((grant) => ('topic' in grant && toBegin.includes(grant.requested) ? [grant.topic] : []))
    : topics;
  const pending = begun.filter((topic) => snapshotUrls.get(topic) !== null);
  const began = formatPosition(subscription.begin(isResumed ? begun : pending));
  // The reader's place moves with the last that tells where it begins: who is cut off before that must be told again. It
  // is the `reset` that follows for topics that resume elsewhere and have no snapshot.
  const isPlaceReady = isResumed || (after === undefined && pending.length === 0);
  const isPlaceInSnapshots = !isResumed && (after === undefined || pending.length === topics.length);
  const socket = request.begin(readyFrame(grants, pending, position, isPlaceReady));
  parts.streams.open(stream, socket, subscription, pending.length > 0);
  if (pending.length === 0) return;
  const readings = await readSnapshots(principal, pending, snapshotUrls, parts.snapshots, socket);
  stream.release(
    readings.map(([topic, reading], index) => {
      const place = isPlaceInSnapshots && index === readings.length - 1 ? began : undefined;
      return 'state' in reading
        ? snapshotFrame(topic, began, reading.state, place)
        : controlFrame('snapshot', { topic, refused: reading.refused }, place);
    }),
  );
}

/** What the topics hold now; no longer waited for when the socket closes. */
function readSnapshots(
  principal: Principal,
  topics: readonly string[],
  urls: ReadonlyMap<string, string | null | undefined>,
  snapshots: Snapshots,
  socket: Socket,
): Promise<(readonly [string, SnapshotReading])[]> {
  const gone = new AbortController();
  socket.once('close', () => {
    gone.abort();
  });
  return Promise.all(
    topics.map(async (topic) => {
      const url = urls.get(topic);
      const reading: SnapshotReading =
        typeof url === 'string'
          ? await snapshots.read(principal, topic, url, gone.signal)
          : { refused: 'server.unavailable' };
      return [topic, reading] as const;
    }),
  );
}

/** By topic: null where there is none, undefined where that is not known. */
async function snapshotUrlsOf(
  topics: readonly string[],
  snapshots: Snapshots,
): Promise<ReadonlyMap<string, string | null | undefined>> {
  return new Map(await Promise.all(topics.map(async (topic) => [topic, await snapshots.urlOf(topic)] as const)));
}

function hasRoom({ claims }: Principal, { streams, maxConnectionsPerUser }: StreamParts): boolean {
  return streams.countOf(claims.user_id) < maxConnectionsPerUser;
}

/** Their session may have ended since they showed its token. */
function requireStillLive({ claims }: Principal, subscription: Subscription, { endedSessions }: StreamParts): void {
  if (endedSessions.has(claims.sid)) subscription.close();
  requireLiveSession(claims, endedSessions);
}

function requireRoom(principal: Principal, parts: StreamParts): void {
  if (hasRoom(principal, parts)) return;
  throw new ServiceError('http.too_many_requests', {
    message: `At most ${parts.maxConnectionsPerUser} connections a person.`,
    headers: { 'Retry-After': '10' },
  });
}

async function identify({ authorization, url }: StreamRequest, { tokens, tickets }: StreamParts): Promise<Principal> {
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
  const token = bearerToken(authorization);
  return { token, claims: await tokens.verifyAccess(token) };
}

function requestedTopics(url: URL, maxTopics: number): string[] {
  const fromPath = url.pathname.slice(streamPath.length + 1);
  const topics = fromPath === '' ? namesOf(url.searchParams.get('topics')) : [decode(fromPath)];
  if (topics.length === 0) throw invalidTopics('Say at least one topic: ?topics=project_1,user_2');
  if (topics.length > maxTopics) throw invalidTopics(`At most ${maxTopics} topics a connection.`);
  const wrong = topics.find((topic) => !/^[a-z][a-z0-9-]*(_[A-Za-z0-9-]{1,100})?$/.test(topic));
  if (wrong !== undefined)
    throw invalidTopics('A topic is a kind, an underscore and an id, such as project_1, or an alias.');
  return topics;
}

function namesOf(list: string | null): string[] {
  return [...new Set((list ?? '').split(',').filter((name) => name !== ''))];
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
function resumedFrom({ lastEventId, url }: StreamRequest): Position | undefined {
  const text = lastEventId ?? url.searchParams.get('last_event_id') ?? '';
  if (text === '') return undefined;
  return parsePosition(text) ?? { epoch: '', number: 0 };
}

function readyFrame(grants: readonly Grant[], snapshots: string[], position: string, isPlaceReady: boolean): Buffer {
  const granted = Object.fromEntries(
    grants.flatMap((grant) => ('topic' in grant ? [[grant.requested, grant.topic] as const] : [])),
  );
  const refused = Object.fromEntries(
    grants.flatMap((grant) => ('refused' in grant ? [[grant.requested, grant.refused] as const] : [])),
  );
  return controlFrame('ready', { granted, refused, position, snapshots }, isPlaceReady ? position : undefined);
}
