import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { SignJWT } from 'jose';
import { onTestFinished } from 'vitest';

interface Issued {
  family: string;
  refresh: string;
  rotatedAtMs?: number;
  successor?: Promise<Issued>;
}

export interface RotatingBackendOptions {
  accessSeconds?: number;
  graceMs?: number;
  /** Bytes added to each access token, as many roles would. */
  padding?: number;
}

/**
 * A real HTTP server with the backend's rules of rotation: an old refresh token gives its same successor within the grace
 * or while that successor has never been presented; any other reuse ends the session.
 */
export class RotatingBackend {
  /** Requests for a next pair that arrived. */
  calls = 0;
  /** Refresh tokens that were issued after the first of each session. */
  successors = 0;
  /** What happens to the next requests instead of an answer. */
  failures: ('lost' | 'error' | 'reset')[] = [];
  /** Answers wait for it. */
  gate: Promise<void> = Promise.resolve();
  readonly revoked = new Set<string>();
  readonly #issued = new Map<string, Issued>();
  readonly #options: Required<RotatingBackendOptions>;
  #url = '';

  constructor(options: RotatingBackendOptions = {}) {
    this.#options = { accessSeconds: 300, graceMs: 30_000, padding: 0, ...options };
  }

  get url(): string {
    return this.#url;
  }

  async listen(): Promise<this> {
    const server = createServer((request, response) => void this.#handle(request, response));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    if (address === null || typeof address === 'string') throw new Error('The server has no port.');
    this.#url = `http://127.0.0.1:${address.port}`;
    onTestFinished(() => {
      server.closeAllConnections();
      server.close();
    });
    return this;
  }

  async signIn(): Promise<{ access: string; refresh: string }> {
    return this.#pair(await this.#issue(randomUUID()));
  }

  async #handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Uint8Array[] = [];
    for await (const chunk of request as AsyncIterable<Uint8Array>) chunks.push(chunk);
    const { refresh } = JSON.parse(Buffer.concat(chunks).toString('utf8')) as { refresh: string };
    if (request.url === '/logout') {
      const token = this.#issued.get(refresh);
      if (token !== undefined) this.revoked.add(token.family);
      response.writeHead(204).end();
      return;
    }
    this.calls += 1;
    const failure = this.failures.shift();
    if (failure === 'error') {
      answer(response, 503, {
        error: 'x',
        status_code: 503,
        code: 'server.unavailable',
        message: 'x',
        request_id: 'x',
      });
      return;
    }
    if (failure === 'reset') {
      request.socket.resetAndDestroy();
      return;
    }
    const next = await this.#next(refresh);
    await this.gate;
    if (failure === 'lost') request.socket.resetAndDestroy();
    else if (next === undefined)
      answer(response, 401, {
        error: 'x',
        status_code: 401,
        code: 'auth.session_revoked',
        message: 'x',
        request_id: 'x',
      });
    else answer(response, 200, await this.#pair(next));
  }

  async #next(refresh: string): Promise<Issued | undefined> {
    const token = this.#issued.get(refresh);
    if (token === undefined || this.revoked.has(token.family)) return undefined;
    if (token.successor === undefined) {
      token.rotatedAtMs = Date.now();
      this.successors += 1;
      token.successor = this.#issue(token.family);
      return token.successor;
    }
    const successor = await token.successor;
    const isInGrace = Date.now() - (token.rotatedAtMs ?? 0) <= this.#options.graceMs;
    if (isInGrace || successor.rotatedAtMs === undefined) return successor;
    this.revoked.add(token.family);
    return undefined;
  }

  async #issue(family: string): Promise<Issued> {
    const refresh = await sign({ sid: family, jti: randomUUID() }, 7 * 86_400);
    const token = { family, refresh };
    this.#issued.set(refresh, token);
    return token;
  }

  async #pair({ family, refresh }: Issued) {
    const claims = { sid: family, jti: randomUUID(), roles: 'r'.repeat(this.#options.padding) };
    return { access: await sign(claims, this.#options.accessSeconds), refresh };
  }
}

const secret = new TextEncoder().encode('the secret of a backend in a test');

function sign(claims: Record<string, string>, seconds: number): Promise<string> {
  const now = Math.floor(Date.now() / 1000);
  return new SignJWT(claims)
    .setProtectedHeader({ alg: 'HS256' })
    .setIssuedAt(now)
    .setExpirationTime(now + seconds)
    .sign(secret);
}

function answer(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(body));
}
