import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createLogger, createTokenVerifier } from '@throughline/service-kit';
import { SignJWT } from 'jose';
import { onTestFinished } from 'vitest';
import { MemoryTicketStore } from '../src/auth/memory-ticket-store.ts';
import { MemoryBroker } from '../src/brokers/memory-broker.ts';
import { createGateway, type GatewayParts } from '../src/gateway.ts';
import { OwnerSnapshots } from '../src/snapshots/owner-snapshots.ts';
import { OwnerAuthority } from '../src/topics/owner-authority.ts';
import { TopicKinds } from '../src/topics/topic-kinds.ts';

export const secret = 'a secret for tests, of 32 bytes or more';

/** A token as Django makes it; what is given replaces or adds claims, `undefined` leaves one out. */
export async function sign(
  claims: Readonly<Record<string, unknown>> = {},
  key = secret,
  algorithm = 'HS256',
): Promise<string> {
  const now = Math.floor(Date.now() / 1000);
  const base = {
    token_type: 'access',
    iss: 'throughline-backend',
    aud: 'throughline',
    iat: now,
    exp: now + 300,
    jti: 'j',
    user_id: 'ada',
    sid: 's',
  };
  return new SignJWT({ ...base, ...claims }).setProtectedHeader({ alg: algorithm }).sign(new TextEncoder().encode(key));
}

export function signService(claims: Readonly<Record<string, unknown>> = {}): Promise<string> {
  return sign({ token_type: 'service', aud: 'realtime', scope: 'events:publish', ...claims });
}

export interface TestGateway {
  baseUrl: string;
  broker: MemoryBroker;
  parts: GatewayParts;
  owner: TestOwner;
  gateway: ReturnType<typeof createGateway>;
}

export interface TestOwner {
  /** Names that are refused; `mine` is an alias for `company_7`. */
  refused: Set<string>;
  /** What the owner answers instead of its grants. */
  failure: { status: number; body: string } | undefined;
  asked: { authorization: string | undefined; topics: string[] }[];
  /** Kinds with a snapshot; undefined for an owner that knows no kinds. */
  snapshotKinds: string[] | undefined;
  /** What a snapshot's address answers, in place of `{topic, data: {of: <token>}}` and a tag of that text. */
  snapshot: ((request: IncomingMessage, response: ServerResponse, topic: string) => void) | undefined;
  /** Requests for snapshots. */
  snapshotRequests: { topic: string; authorization: string | undefined; ifNoneMatch: string | undefined }[];
}

/** The gateway on a free port, with an owner of topics beside it that really is asked over HTTP. */
export async function startGateway(overrides: Partial<GatewayParts> = {}): Promise<TestGateway> {
  const owner = await startOwner();
  const broker = new MemoryBroker({
    retention: { maxEvents: 1000, maxBytes: 4e6, maxAgeMs: 600_000 },
    rememberedIds: 1000,
    maxTotalBytes: 1e9,
  });
  const kinds = new TopicKinds({ ownerUrl: owner.url, timeoutMs: 500, maxAgeMs: 60_000, retryMs: 60_000 });
  const parts: GatewayParts = {
    broker,
    tokens: createTokenVerifier({
      signing: { algorithm: 'HS256', secret },
      issuer: 'throughline-backend',
      audience: 'throughline',
      serviceAudience: 'realtime',
      clockSkewSeconds: 30,
    }),
    tickets: new MemoryTicketStore(30),
    authority: new OwnerAuthority({ ownerUrl: owner.url, timeoutMs: 2000 }),
    snapshots: new OwnerSnapshots({ kinds, timeoutMs: 500, maxStateLength: 10_000, maxCacheBytes: 100_000 }),
    logger: createLogger({ service: 'realtime', level: 'silent' }),
    version: '1.2.3',
    allowedOrigins: ['https://app.example'],
    streamLimits: { heartbeatMs: 15_000, stallTimeoutMs: 30_000, expiryLeadMs: 30_000 },
    publishLimits: { maxBodyBytes: 100_000, maxEvents: 100 },
    maxTopics: 10,
    maxConnectionsPerUser: 10,
    ...overrides,
  };
  const gateway = createGateway(parts);
  await new Promise<void>((resolve) => gateway.server.listen(0, '127.0.0.1', resolve));
  onTestFinished(async () => {
    gateway.streams.close();
    gateway.server.closeAllConnections();
    gateway.server.close();
    await broker.close();
  });
  return {
    baseUrl: `http://127.0.0.1:${portOf(gateway.server.address())}`,
    broker,
    parts,
    owner: owner.state,
    gateway,
  };
}

function portOf(address: AddressInfo | string | null): number {
  if (address === null || typeof address === 'string') throw new Error('The server has no port.');
  return address.port;
}

async function startOwner(): Promise<{ url: string; state: TestOwner }> {
  const state: TestOwner = {
    refused: new Set(),
    failure: undefined,
    asked: [],
    snapshotKinds: [],
    snapshot: undefined,
    snapshotRequests: [],
  };
  const server = createServer((request, response) => {
    const url = request.url ?? '';
    if (url === '/api/topics/kinds/') {
      answerKinds(response, state.snapshotKinds);
      return;
    }
    if (url.startsWith('/snapshots/')) {
      answerSnapshot(request, response, state);
      return;
    }
    void readBody(request).then((body) => {
      const { topics } = JSON.parse(body) as { topics: string[] };
      state.asked.push({ authorization: request.headers.authorization, topics });
      const { status, body: text } = state.failure ?? {
        status: 200,
        body: JSON.stringify({ results: topics.map((name) => grant(name, state.refused)) }),
      };
      response.writeHead(status, { 'Content-Type': 'application/json' }).end(text);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { url: `http://127.0.0.1:${portOf(server.address())}`, state };
}

function answerKinds(response: ServerResponse, kinds: readonly string[] | undefined): void {
  const results = ['project', 'user', ...(kinds ?? [])].map((kind) => ({
    kind,
    grants_path: '/api/topics/grants/',
    snapshots_path: kinds?.includes(kind) === true ? '/snapshots/' : null,
  }));
  response
    .writeHead(kinds === undefined ? 404 : 200, { 'Content-Type': 'application/json' })
    .end(JSON.stringify({ results, aliases: [] }));
}

function answerSnapshot(request: IncomingMessage, response: ServerResponse, state: TestOwner): void {
  const topic = decodeURIComponent(/^\/snapshots\/(.*)\/$/.exec(request.url ?? '')?.[1] ?? '');
  const { authorization, 'if-none-match': ifNoneMatch } = request.headers;
  state.snapshotRequests.push({ topic, authorization, ifNoneMatch });
  if (state.snapshot !== undefined) {
    state.snapshot(request, response, topic);
    return;
  }
  answerState(request, response, topic, { of: userOf(authorization) });
}

/** Answers as the backend does: with a tag, and by 304 where the asker has that already. */
export function answerState(request: IncomingMessage, response: ServerResponse, topic: string, state: unknown): void {
  const text = JSON.stringify({ topic, data: state });
  const etag = `W/"${createHash('sha256').update(text).digest('hex').slice(0, 16)}"`;
  if (request.headers['if-none-match'] === etag) response.writeHead(304, { ETag: etag }).end();
  else response.writeHead(200, { 'Content-Type': 'application/json', ETag: etag }).end(text);
}

function userOf(authorization: string | undefined): unknown {
  const payload = authorization?.split('.')[1] ?? '';
  return (JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')) as { user_id: unknown }).user_id;
}

function grant(requested: string, refused: ReadonlySet<string>) {
  if (refused.has(requested)) return { requested, refused: 'auth.permission_denied' };
  return { requested, topic: requested === 'mine' ? 'company_7' : requested };
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}
